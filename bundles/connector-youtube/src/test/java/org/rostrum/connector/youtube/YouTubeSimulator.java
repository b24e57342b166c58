package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.Forms;
import org.rostrum.testkit.connector.NetworkSimulator;

/**
 * As much of YouTube as the connector speaks with, made from the public documentation of the YouTube Data API v3 (revision
 * history up to 30 September 2026), of Google's OAuth 2.0 and of its hub. Where the documentation leaves an order open, this
 * gives the one that is less convenient.
 */
final class YouTubeSimulator extends NetworkSimulator {
    static final String CLIENT = "123-abc.apps.googleusercontent.com";
    static final String CLIENT_SECRET = "GOCSPX-geheim_0815";
    static final String REFRESH = "1//0g-refresh_token-4711";
    static final String KEY = "AIzaSyA-geheimer_schluessel_0123456789";
    static final String HUB_SECRET = "hub-secret_0123456789";
    static final String ME = "UCacmeacmeacmeacmeacme_A";
    static final String JANE = "UCjanejanejanejanejane_J";
    static final String VIDEO = "vid00000000";

    /** A comment, first or answer. */
    static final class Comment {
        final int number;
        final String id;
        final @Nullable String parent;
        final String video;
        final String author;
        final String text;
        Instant published = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String status = "published";
        int likes;

        Comment(int number, String id, @Nullable String parent, String video, String author, String text) {
            this.number = number;
            this.id = id;
            this.parent = parent;
            this.video = video;
            this.author = author;
            this.text = text;
        }
    }

    /** A video. */
    static final class Video {
        final int number;
        final String id;
        final String channel;
        final String title;
        String description = "About <it> & more";
        boolean brought;
        Instant published = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String privacy = "public";
        boolean comments = true;
        boolean likesShown = true;
        int likes;

        Video(int number, String id, String channel, String title) {
            this.number = number;
            this.id = id;
            this.channel = channel;
            this.title = title;
        }
    }

    private int next = 1;
    private final Map<String, Video> videos = new LinkedHashMap<>();
    private final List<Map<String, String>> subscriptions = new ArrayList<>();
    private final SimulatedAnswers pages = new SimulatedAnswers();
    private final SimulatedAccess access = new SimulatedAccess();
    private final SimulatedComments talk = new SimulatedComments(pages, videos, () -> next++);
    private final SimulatedUploads uploads = new SimulatedUploads(this);
    private int units = 10_000;
    private int searches = 100;

    YouTubeSimulator() throws IOException {
        videos.put(VIDEO, new Video(0, VIDEO, ME, "How to fold a box"));
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST")
                && (request.path().equals("/youtube/v3/comments")
                        || request.path().equals("/youtube/v3/commentThreads"));
    }

    @Override
    public synchronized void revoke() {
        access.revoke();
    }

    @Override
    public synchronized Set<String> secrets() {
        Set<String> secrets = new HashSet<>(access.secrets());
        secrets.addAll(List.of(CLIENT_SECRET, REFRESH, KEY, HUB_SECRET));
        return secrets;
    }

    /** Access tokens of before are refused from now on; the grant stays. */
    synchronized void endAccess() {
        access.end();
    }

    synchronized void scope(String granted) {
        access.scope(granted);
    }

    /** Tells for how long the grant holds. */
    synchronized void grantSeconds(long seconds) {
        access.grantSeconds(seconds);
    }

    /** Gives another refresh token at the next renewal, and takes the one of before back. */
    synchronized void rotate(String other) {
        access.rotate(other);
    }

    synchronized void units(int left) {
        units = left;
    }

    synchronized int units() {
        return units;
    }

    synchronized void forbidHeld() {
        talk.heldForbidden = true;
    }

    /** Whether the channel has comments at all. */
    synchronized void comments(boolean on) {
        talk.off = !on;
    }

    /** Uploads are sent to another name of this machine. */
    synchronized void uploadElsewhere() {
        uploads.host = "localhost";
    }

    /** No page token that was given so far is known any more. */
    synchronized void losePages() {
        pages.lose();
    }

    /** Of each part of an upload only so many bytes arrive. */
    synchronized void keptOfAPart(int bytes) {
        uploads.keptOfAPart = bytes;
    }

    synchronized void forgetSessions() {
        uploads.sessions.clear();
    }

    /** Videos of projects that YouTube has not audited become private. */
    synchronized void notAudited() {
        uploads.audited = false;
    }

    /** How many searches and uploads are left; they are counted apart from all else. */
    synchronized void searchesAndUploads(int left) {
        searches = left;
        uploads.left = left;
    }

    synchronized int uploadsLeft() {
        return uploads.left;
    }

    synchronized byte[] content(String video) {
        return uploads.sessions.values().stream()
                .filter(session -> session.video != null && session.video.id.equals(video))
                .findFirst()
                .orElseThrow()
                .content
                .toByteArray();
    }

    synchronized List<Map<String, String>> subscriptions() {
        return List.copyOf(subscriptions);
    }

    synchronized Set<String> banned() {
        return Set.copyOf(talk.banned);
    }

    @Override
    public String say(String text) {
        return say(JANE, text, null).id;
    }

    /** Somebody says something below our video, or in a thread. */
    synchronized Comment say(String author, String text, @Nullable String parent) {
        return talk.say(author, text, parent);
    }

    synchronized Comment comment(String id) {
        return Objects.requireNonNull(talk.comments.get(id), id);
    }

    synchronized void forget(String id) {
        talk.comments.remove(id);
    }

    synchronized Video upload(String channel, String title) {
        int number = next++;
        String id = "vid" + String.format(Locale.ROOT, "%08d", number);
        Video video = new Video(number, id, channel, title);
        videos.put(id, video);
        return video;
    }

    synchronized Video video(String id) {
        return Objects.requireNonNull(videos.get(id), id);
    }

    @Override
    public synchronized void like(String networkId, int times) {
        if (videos.containsKey(networkId)) {
            video(networkId).likes += times;
        } else {
            comment(networkId).likes += times;
        }
    }

    @Override
    public synchronized List<Said> said() {
        List<Said> said = new ArrayList<>();
        talk.comments.values().stream()
                .filter(comment -> comment.author.equals(ME))
                .map(comment ->
                        new Said(comment.id, comment.text, comment.parent == null ? comment.video : comment.parent))
                .forEach(said::add);
        videos.values().stream()
                .filter(video -> video.brought)
                .map(video -> new Said(video.id, video.title + "\n" + video.description, null))
                .forEach(said::add);
        return said;
    }

    @Override
    protected synchronized Reply reply(Request request) {
        try {
            if (request.path().equals("/token")) {
                return access.token(request);
            }
            if (request.path().equals("/subscribe")) {
                return subscribe(request);
            }
            return api(request);
        } catch (JsonProcessingException noJson) {
            return SimulatedAnswers.error(400, "parseError", "Parse Error");
        }
    }

    private Reply subscribe(Request request) {
        Map<String, String> form = Forms.read(request.text());
        boolean right = SimulatedAnswers.isForm(request)
                && form.getOrDefault("hub.callback", "").startsWith("https://")
                && "subscribe".equals(form.get("hub.mode"))
                && form.getOrDefault("hub.topic", "")
                        .startsWith("https://www.youtube.com/xml/feeds/videos.xml?channel_id=UC")
                && form.getOrDefault("hub.secret", "").getBytes(StandardCharsets.UTF_8).length < 200
                && Long.parseLong(form.getOrDefault("hub.lease_seconds", "0")) <= 828_000;
        if (!right) {
            return Reply.of(400, "text/plain", "Invalid parameter");
        }
        subscriptions.add(form);
        return new Reply(202, Map.of(), new byte[0]);
    }

    private Reply api(Request request) throws JsonProcessingException {
        boolean key = request.header("x-goog-api-key").isPresent();
        if (key && !request.header("x-goog-api-key").orElse("").equals(KEY)) {
            return Reply.json(
                    400,
                    "{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\",\"errors\":"
                            + "[{\"domain\":\"global\",\"reason\":\"badRequest\"}],\"status\":\"INVALID_ARGUMENT\",\"details\":"
                            + "[{\"reason\":\"API_KEY_INVALID\",\"domain\":\"googleapis.com\"}]}}");
        }
        if (!key && !access.isGood(request)) {
            return SimulatedAnswers.error(401, "authError", "Request had invalid authentication credentials.");
        }
        if (request.path().equals("/upload/youtube/v3/videos")) {
            return key || !access.mayChange()
                    ? SimulatedAnswers.error(
                            403, "insufficientPermissions", "Request had insufficient authentication scopes.")
                    : request.method().equals("POST") ? uploads.begin(request) : uploads.part(request);
        }
        String method = request.method() + " " + request.path().replaceFirst("^/youtube/v3/", "");
        if (!method.startsWith("GET ") && (key || !access.mayChange())) {
            return SimulatedAnswers.error(
                    403, "insufficientPermissions", "Request had insufficient authentication scopes.");
        }
        if (request.method().equals("POST") && request.header("content-length").isEmpty()) {
            return Reply.of(411, "text/html", "<title>Error 411 (Length Required)!!1</title>");
        }
        int cost = method.startsWith("GET ") ? 1 : 50;
        boolean search = method.equals("GET search");
        if (search ? searches < 1 : units < cost) {
            return SimulatedAnswers.error(
                    403,
                    "quotaExceeded",
                    "The request cannot be completed because you have exceeded your <a"
                            + " href=\"/youtube/v3/getting-started#quota\">quota</a>.");
        }
        if (search) {
            searches--;
        } else {
            units -= cost;
        }
        return switch (method) {
            case "GET channels" -> channels(request, key);
            case "GET commentThreads" -> talk.threads(request, key, access.mayChange());
            case "GET comments" -> talk.answers(request, key, access.mayChange());
            case "GET playlistItems" -> uploads(request, key);
            case "GET videos" -> videos(request);
            case "GET search" -> search(request);
            case "POST commentThreads" -> talk.comment(request);
            case "POST comments" -> talk.answer(request);
            case "POST comments/setModerationStatus" -> talk.moderate(request);
            case "DELETE comments" -> talk.delete(request);
            default -> Reply.of(404, "text/html", "Not Found");
        };
    }

    private Reply channels(Request request, boolean key) {
        Reply wrong = SimulatedAnswers.wrong(request, "part", "mine", "id", "forHandle");
        if (wrong != null) {
            return wrong;
        }
        if (request.parameter("mine").equals("true") && key) {
            return SimulatedAnswers.error(
                    401, "authorizationRequired", "The request uses the mine parameter but is not authorized.");
        }
        boolean found = request.parameter("mine").equals("true")
                || request.parameter("id").equals(ME)
                || request.parameter("forHandle").equals("@acme");
        ObjectNode answer = SimulatedAnswers.answer("channel");
        if (found) {
            ObjectNode item = answer.putArray("items")
                    .addObject()
                    .put("kind", "youtube#channel")
                    .put("id", ME);
            item.putObject("snippet").put("title", "Acme \u0141td").put("customUrl", "@acme");
            item.putObject("contentDetails").putObject("relatedPlaylists").put("uploads", "UU" + ME.substring(2));
        }
        // without any result there are no items at all
        return Reply.json(200, answer.toString());
    }

    private Reply uploads(Request request, boolean key) {
        Reply wrong = SimulatedAnswers.wrong(request, "playlistId", "part", "maxResults", "pageToken");
        if (wrong != null) {
            return wrong;
        }
        List<Video> all = videos.values().stream()
                .filter(video -> video.channel.equals(ME) && (!key || video.privacy.equals("public")))
                .sorted(Comparator.comparingInt((Video video) -> video.number).reversed())
                .toList();
        if (all.isEmpty() || !request.parameter("playlistId").equals("UU" + ME.substring(2))) {
            return SimulatedAnswers.error(404, "playlistNotFound", "The playlist cannot be found.");
        }
        ObjectNode answer = SimulatedAnswers.answer("playlistItem");
        List<Video> page = pages.page(request, all, video -> video.number, 50, answer);
        if (page == null) {
            return SimulatedAnswers.noPage();
        }
        ArrayNode items = answer.putArray("items");
        for (Video video : page) {
            ObjectNode item =
                    items.addObject().put("kind", "youtube#playlistItem").put("id", "UUitem" + video.id);
            snippet(item, video)
                    .put("publishedAt", video.published.toString())
                    .put("videoOwnerChannelId", ME)
                    .put("videoOwnerChannelTitle", "Acme \u0141td");
            item.putObject("contentDetails")
                    .put("videoId", video.id)
                    .put("videoPublishedAt", video.published.toString());
            item.putObject("status").put("privacyStatus", video.privacy);
        }
        return Reply.json(200, answer.toString());
    }

    static ObjectNode snippet(ObjectNode item, Video video) {
        return item.putObject("snippet")
                .put("publishedAt", video.published.toString())
                .put("channelId", video.channel)
                .put("channelTitle", video.channel.equals(ME) ? "Acme \u0141td" : "Jane")
                .put("title", video.title)
                .put("description", video.description);
    }

    private Reply videos(Request request) {
        Reply wrong = SimulatedAnswers.wrong(request, "part", "id");
        if (wrong != null) {
            return wrong;
        }
        ObjectNode answer = SimulatedAnswers.answer("video");
        ArrayNode items = answer.putArray("items");
        for (String id : request.parameter("id").split(",", -1)) {
            Video video = videos.get(id);
            if (video != null) {
                ObjectNode item = items.addObject().put("kind", "youtube#video").put("id", id);
                if (SimulatedAnswers.hasPart(request, "snippet")) {
                    snippet(item, video);
                }
                if (SimulatedAnswers.hasPart(request, "status")) {
                    item.putObject("status").put("privacyStatus", video.privacy);
                }
                if (SimulatedAnswers.hasPart(request, "statistics")) {
                    ObjectNode counts = item.putObject("statistics").put("viewCount", "1234");
                    counts.put("commentCount", "5");
                    if (video.likesShown) {
                        counts.put("likeCount", "" + video.likes);
                    }
                }
            }
        }
        return Reply.json(200, answer.toString());
    }

    private Reply search(Request request) {
        Reply wrong = SimulatedAnswers.wrong(
                request,
                "part",
                "q",
                "type",
                "order",
                "maxResults",
                "relevanceLanguage",
                "publishedAfter",
                "pageToken");
        if (wrong != null) {
            return wrong;
        }
        Instant after = request.query().containsKey("publishedAfter")
                ? Instant.parse(request.parameter("publishedAfter"))
                : Instant.EPOCH;
        List<Video> all = videos.values().stream()
                .filter(video -> video.title.contains(request.parameter("q")) && !video.published.isBefore(after))
                .sorted(Comparator.comparingInt((Video video) -> video.number).reversed())
                .toList();
        ObjectNode answer = SimulatedAnswers.answer("search");
        List<Video> page = pages.page(request, all, video -> video.number, 50, answer);
        if (page == null) {
            return SimulatedAnswers.noPage();
        }
        ArrayNode items = answer.putArray("items");
        for (Video video : page) {
            ObjectNode item = items.addObject().put("kind", "youtube#searchResult");
            item.putObject("id").put("kind", "youtube#video").put("videoId", video.id);
            item.putObject("snippet")
                    .put("title", video.title.replace("&", "&amp;"))
                    .put("description", "About …");
        }
        return Reply.json(200, answer.toString());
    }
}
