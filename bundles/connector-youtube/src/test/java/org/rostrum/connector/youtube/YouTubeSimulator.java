package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
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

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORCE_SSL = "https://www.googleapis.com/auth/youtube.force-ssl";
    private static final int INLINE = 2;
    private static final int LONGEST = 10_000;

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

    /** An upload that is under way, or has become a video. */
    static final class Session {
        final JsonNode resource;
        final long length;
        final java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream();

        @Nullable
        Video video;

        Session(JsonNode resource, long length) {
            this.resource = resource;
            this.length = length;
        }
    }

    private final Map<String, Comment> comments = new LinkedHashMap<>();
    private final Map<String, Video> videos = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Set<String> tokens = new HashSet<>();
    private final Set<String> allTokens = new HashSet<>();
    private final Set<String> banned = new HashSet<>();
    private final List<Map<String, String>> subscriptions = new ArrayList<>();
    private String refresh = REFRESH;
    private String scope = FORCE_SSL;
    private @Nullable Long grantSeconds;
    private @Nullable String nextRefresh;
    private int next = 1;
    private int units = 10_000;
    private int searches = 100;
    private int uploads = 100;
    private int keptOfAPart = Integer.MAX_VALUE;
    private boolean audited = true;
    private boolean open = true;
    private boolean heldForbidden;
    private boolean pagesLost;

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
        open = false;
    }

    @Override
    public synchronized Set<String> secrets() {
        Set<String> secrets = new HashSet<>(allTokens);
        secrets.addAll(List.of(CLIENT_SECRET, REFRESH, KEY, HUB_SECRET));
        return secrets;
    }

    /** Access tokens of before are refused from now on; the grant stays. */
    synchronized void endAccess() {
        tokens.clear();
    }

    synchronized void scope(String granted) {
        scope = granted;
    }

    /** Tells for how long the grant holds. */
    synchronized void grantSeconds(long seconds) {
        grantSeconds = seconds;
    }

    /** Gives another refresh token at the next renewal, and takes the one of before back. */
    synchronized void rotate(String other) {
        nextRefresh = other;
        allTokens.add(other);
    }

    synchronized void units(int left) {
        units = left;
    }

    synchronized int units() {
        return units;
    }

    synchronized void forbidHeld() {
        heldForbidden = true;
    }

    /** No page token that was given so far is known any more. */
    synchronized void losePages() {
        pagesLost = true;
    }

    /** Of each part of an upload only so many bytes arrive. */
    synchronized void keptOfAPart(int bytes) {
        keptOfAPart = bytes;
    }

    synchronized void forgetSessions() {
        sessions.clear();
    }

    /** Videos of projects that YouTube has not audited become private. */
    synchronized void notAudited() {
        audited = false;
    }

    synchronized int uploadsLeft() {
        return uploads;
    }

    synchronized byte[] content(String video) {
        return sessions.values().stream()
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
        return Set.copyOf(banned);
    }

    @Override
    public String say(String text) {
        return say(JANE, text, null).id;
    }

    /** Somebody says something below our video, or in a thread. */
    synchronized Comment say(String author, String text, @Nullable String parent) {
        int number = next++;
        String id = parent == null
                ? "Ugz" + String.format(Locale.ROOT, "%016d", number) + "4AaABAg"
                : parent + ".9x" + number;
        Comment comment = new Comment(number, id, parent, VIDEO, author, text);
        comments.put(id, comment);
        return comment;
    }

    synchronized Comment comment(String id) {
        return Objects.requireNonNull(comments.get(id), id);
    }

    synchronized void forget(String id) {
        comments.remove(id);
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
        comments.values().stream()
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
                return token(request);
            }
            if (request.path().equals("/subscribe")) {
                return subscribe(request);
            }
            return api(request);
        } catch (JsonProcessingException noJson) {
            return error(400, "parseError", "Parse Error");
        }
    }

    private static Reply error(int status, String reason, String message) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putObject("error").put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("message", message)
                .put("domain", "youtube.comment")
                .put("reason", reason);
        return Reply.json(status, body.toString());
    }

    private static boolean isForm(Request request) {
        return request.method().equals("POST")
                && request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    private Reply token(Request request) {
        Map<String, String> form = Forms.read(request.text());
        if (!isForm(request) || !"refresh_token".equals(form.get("grant_type"))) {
            return oauth(400, "unsupported_grant_type", "Invalid grant_type: ");
        }
        if (!CLIENT.equals(form.get("client_id")) || !CLIENT_SECRET.equals(form.get("client_secret"))) {
            return oauth(401, "invalid_client", "The OAuth client was not found.");
        }
        if (!open || !refresh.equals(form.get("refresh_token"))) {
            return oauth(400, "invalid_grant", "Token has been expired or revoked.");
        }
        String access = "ya29.a0-" + next++ + "-geheim";
        tokens.add(access);
        allTokens.add(access);
        ObjectNode body = JSON.createObjectNode()
                .put("access_token", access)
                .put("expires_in", 3599)
                .put("scope", scope)
                .put("token_type", "Bearer");
        if (grantSeconds != null) {
            body.put("refresh_token_expires_in", grantSeconds);
        }
        if (nextRefresh != null) {
            refresh = nextRefresh;
            body.put("refresh_token", nextRefresh);
            nextRefresh = null;
        }
        return Reply.json(200, body.toString());
    }

    private static Reply oauth(int status, String error, String description) {
        return Reply.json(
                status,
                JSON.createObjectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }

    private Reply subscribe(Request request) {
        Map<String, String> form = Forms.read(request.text());
        boolean right = isForm(request)
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
        if (!key
                && (!open
                        || !tokens.contains(
                                request.header("authorization").orElse("").replaceFirst("^Bearer ", "")))) {
            return error(401, "authError", "Request had invalid authentication credentials.");
        }
        if (request.path().equals("/upload/youtube/v3/videos")) {
            return key || !scope.contains("force-ssl")
                    ? error(403, "insufficientPermissions", "Request had insufficient authentication scopes.")
                    : request.method().equals("POST") ? beginUpload(request) : part(request);
        }
        String method = request.method() + " " + request.path().replaceFirst("^/youtube/v3/", "");
        if (!method.startsWith("GET ") && (key || !scope.contains("force-ssl"))) {
            return error(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
        }
        if (request.method().equals("POST") && request.header("content-length").isEmpty()) {
            return Reply.of(411, "text/html", "<title>Error 411 (Length Required)!!1</title>");
        }
        int cost = method.startsWith("GET ") ? 1 : 50;
        boolean search = method.equals("GET search");
        if (search ? searches < 1 : units < cost) {
            return error(
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
            case "GET commentThreads" -> threads(request, key);
            case "GET comments" -> answers(request, key);
            case "GET playlistItems" -> uploads(request, key);
            case "GET videos" -> videos(request);
            case "GET search" -> search(request);
            case "POST commentThreads" -> comment(request);
            case "POST comments" -> answer(request);
            case "POST comments/setModerationStatus" -> moderate(request);
            case "DELETE comments" -> delete(request);
            default -> Reply.of(404, "text/html", "Not Found");
        };
    }

    /** Refuses what the method does not know, and what it needs and does not get; null when all is right. */
    private static @Nullable Reply wrong(Request request, String needed, String... known) {
        List<String> all = new ArrayList<>(Arrays.asList(known));
        all.add(needed);
        for (String name : request.query().keySet()) {
            if (!all.contains(name)) {
                return error(400, "unexpectedParameter", "Unexpected parameter: " + name);
            }
        }
        return request.parameter(needed).isEmpty()
                ? error(400, "missingRequiredParameter", "No filter selected: " + needed)
                : null;
    }

    private static boolean hasPart(Request request, String part) {
        return Arrays.asList(request.parameter("part").split(",", -1)).contains(part);
    }

    private static ObjectNode answer(String kind) {
        ObjectNode answer = JSON.createObjectNode()
                .put("kind", "youtube#" + kind + "ListResponse")
                .put("etag", "e");
        answer.putObject("pageInfo");
        return answer;
    }

    private Reply channels(Request request, boolean key) {
        Reply wrong = wrong(request, "part", "mine", "id", "forHandle");
        if (wrong != null) {
            return wrong;
        }
        if (request.parameter("mine").equals("true") && key) {
            return error(401, "authorizationRequired", "The request uses the mine parameter but is not authorized.");
        }
        boolean found = request.parameter("mine").equals("true")
                || request.parameter("id").equals(ME)
                || request.parameter("forHandle").equals("@acme");
        ObjectNode answer = answer("channel");
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

    /** A page of a list that is newest first; null when the token of the page is none. */
    private <T> @Nullable List<T> page(
            Request request,
            List<T> newestFirst,
            java.util.function.ToIntFunction<T> number,
            int most,
            ObjectNode answer) {
        int limit = Math.min(most, Integer.parseInt(request.query().getOrDefault("maxResults", "20")));
        int below = Integer.MAX_VALUE;
        String token = request.parameter("pageToken");
        if (!token.isEmpty()) {
            if (pagesLost) {
                pagesLost = false;
                return null;
            }
            try {
                below = Integer.parseInt(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                        .replaceFirst("^below ", ""));
            } catch (IllegalArgumentException none) {
                return null;
            }
        }
        int last = below;
        List<T> left = newestFirst.stream()
                .filter(one -> number.applyAsInt(one) < last)
                .toList();
        List<T> page = left.subList(0, Math.min(limit, left.size()));
        if (left.size() > page.size()) {
            String next = "below " + number.applyAsInt(page.get(page.size() - 1));
            answer.put("nextPageToken", Base64.getUrlEncoder().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
        }
        return page;
    }

    private static Reply noPage() {
        return error(400, "invalidPageToken", "The request specifies an invalid page token.");
    }

    private List<Comment> comments(Predicate<Comment> which) {
        return comments.values().stream()
                .filter(which)
                .sorted(Comparator.comparingInt((Comment comment) -> comment.number)
                        .reversed())
                .toList();
    }

    private List<Comment> answersOf(Comment thread, String status) {
        return comments(comment -> thread.id.equals(comment.parent) && comment.status.equals(status));
    }

    private Reply threads(Request request, boolean key) {
        Reply wrong = wrong(
                request,
                "part",
                "allThreadsRelatedToChannelId",
                "videoId",
                "id",
                "moderationStatus",
                "order",
                "textFormat",
                "maxResults",
                "pageToken");
        if (wrong != null) {
            return wrong;
        }
        String status = request.query().getOrDefault("moderationStatus", "published");
        boolean owner = !key && scope.contains("force-ssl");
        if (!status.equals("published") && (!owner || heldForbidden)) {
            return error(403, "forbidden", "One or more of the requested comment threads cannot be retrieved.");
        }
        long filters = List.of("allThreadsRelatedToChannelId", "videoId", "id").stream()
                .filter(request.query()::containsKey)
                .count();
        if (filters != 1) {
            return error(400, "incompatibleParameters", "Exactly one filter.");
        }
        String video = request.parameter("videoId");
        if (!video.isEmpty() && !videos.containsKey(video)) {
            return error(404, "videoNotFound", "The video cannot be found.");
        }
        if (!video.isEmpty() && !video(video).comments) {
            return error(403, "commentsDisabled", "The video has disabled comments.");
        }
        List<String> ids = List.of(request.parameter("id").split(",", -1));
        List<Comment> all = comments(comment -> comment.parent == null
                && (request.query().containsKey("id")
                        ? ids.contains(comment.id) && comment.status.equals("published")
                        : isListed(comment, status))
                && (video.isEmpty() || comment.video.equals(video)));
        ObjectNode answer = answer("commentThread");
        List<Comment> page = page(request, all, comment -> comment.number, 100, answer);
        if (page == null) {
            return noPage();
        }
        ArrayNode items = answer.putArray("items");
        page.forEach(comment -> items.add(thread(comment, status, request, owner)));
        return Reply.json(200, answer.toString());
    }

    private boolean isListed(Comment thread, String status) {
        return status.equals("published")
                ? thread.status.equals(status)
                : thread.status.equals(status) || !answersOf(thread, status).isEmpty();
    }

    private ObjectNode thread(Comment comment, String status, Request request, boolean owner) {
        List<Comment> published = answersOf(comment, "published");
        ObjectNode thread =
                JSON.createObjectNode().put("kind", "youtube#commentThread").put("id", comment.id);
        if (hasPart(request, "snippet")) {
            ObjectNode snippet = thread.putObject("snippet");
            snippet.put("channelId", ME)
                    .put("videoId", comment.video)
                    .put("canReply", true)
                    .put("totalReplyCount", published.size())
                    .put("isPublic", true);
            snippet.set("topLevelComment", resource(comment, request, owner));
        }
        List<Comment> shown =
                new ArrayList<>(published.subList(Math.max(0, published.size() - INLINE), published.size()));
        if (!status.equals("published")) {
            shown.addAll(0, answersOf(comment, status));
        }
        if (hasPart(request, "replies") && !shown.isEmpty()) {
            ArrayNode replies = thread.putObject("replies").putArray("comments");
            shown.forEach(reply -> replies.add(resource(reply, request, owner)));
        }
        return thread;
    }

    private ObjectNode resource(Comment comment, Request request, boolean owner) {
        boolean plain = request.parameter("textFormat").equals("plainText");
        ObjectNode resource =
                JSON.createObjectNode().put("kind", "youtube#comment").put("id", comment.id);
        if (!hasPart(request, "snippet") && !hasPart(request, "replies")) {
            return resource;
        }
        ObjectNode snippet = resource.putObject("snippet");
        snippet.put("authorDisplayName", comment.author.equals(ME) ? "@acme" : "@jane\u0142")
                .put("authorChannelUrl", "http://www.youtube.com/@somebody")
                .put("channelId", ME)
                .put("videoId", comment.video)
                .put(
                        "textDisplay",
                        plain
                                ? comment.text
                                : comment.text.replace("&", "&amp;").replace("<", "&lt;"))
                .put("canRate", true)
                .put("viewerRating", "none")
                .put("likeCount", comment.likes)
                .put("publishedAt", comment.published.toString())
                .put("updatedAt", comment.published.toString());
        snippet.putObject("authorChannelId").put("value", comment.author);
        if (comment.author.equals(ME)) {
            snippet.put("textOriginal", comment.text);
        }
        if (comment.parent != null) {
            snippet.put("parentId", comment.parent);
        }
        if (owner && !request.query().containsKey("id")) {
            snippet.put("moderationStatus", comment.status);
        }
        return resource;
    }

    private Reply answers(Request request, boolean key) {
        Reply wrong = wrong(request, "part", "parentId", "id", "textFormat", "maxResults", "pageToken");
        if (wrong != null) {
            return wrong;
        }
        String parent = request.parameter("parentId");
        if (parent.isEmpty() == request.parameter("id").isEmpty()) {
            return error(400, "missingRequiredParameter", "Either id or parentId.");
        }
        Comment thread = comments.get(parent);
        if (!parent.isEmpty() && (thread == null || thread.parent != null)) {
            return error(404, "commentNotFound", "One or more of the specified comments cannot be found.");
        }
        List<String> ids = List.of(request.parameter("id").split(",", -1));
        List<Comment> all =
                comments(comment -> parent.isEmpty() ? ids.contains(comment.id) : parent.equals(comment.parent))
                        .stream()
                        .filter(comment -> comment.status.equals("published")
                                || (!key && parent.isEmpty() && comment.status.equals("heldForReview")))
                        .toList();
        ObjectNode answer = answer("comment");
        List<Comment> page = page(request, all, comment -> comment.number, 100, answer);
        if (page == null) {
            return noPage();
        }
        ArrayNode items = answer.putArray("items");
        page.forEach(comment -> items.add(resource(comment, request, !key)));
        return Reply.json(200, answer.toString());
    }

    private Reply uploads(Request request, boolean key) {
        Reply wrong = wrong(request, "playlistId", "part", "maxResults", "pageToken");
        if (wrong != null) {
            return wrong;
        }
        List<Video> all = videos.values().stream()
                .filter(video -> video.channel.equals(ME) && (!key || video.privacy.equals("public")))
                .sorted(Comparator.comparingInt((Video video) -> video.number).reversed())
                .toList();
        if (all.isEmpty() || !request.parameter("playlistId").equals("UU" + ME.substring(2))) {
            return error(404, "playlistNotFound", "The playlist cannot be found.");
        }
        ObjectNode answer = answer("playlistItem");
        List<Video> page = page(request, all, video -> video.number, 50, answer);
        if (page == null) {
            return noPage();
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

    private static ObjectNode snippet(ObjectNode item, Video video) {
        return item.putObject("snippet")
                .put("publishedAt", video.published.toString())
                .put("channelId", video.channel)
                .put("channelTitle", video.channel.equals(ME) ? "Acme \u0141td" : "Jane")
                .put("title", video.title)
                .put("description", video.description);
    }

    private Reply videos(Request request) {
        Reply wrong = wrong(request, "part", "id");
        if (wrong != null) {
            return wrong;
        }
        ObjectNode answer = answer("video");
        ArrayNode items = answer.putArray("items");
        for (String id : request.parameter("id").split(",", -1)) {
            Video video = videos.get(id);
            if (video != null) {
                ObjectNode item = items.addObject().put("kind", "youtube#video").put("id", id);
                if (hasPart(request, "snippet")) {
                    snippet(item, video);
                }
                if (hasPart(request, "status")) {
                    item.putObject("status").put("privacyStatus", video.privacy);
                }
                if (hasPart(request, "statistics")) {
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
        Reply wrong = wrong(
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
        ObjectNode answer = answer("search");
        List<Video> page = page(request, all, video -> video.number, 50, answer);
        if (page == null) {
            return noPage();
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

    private static JsonNode body(Request request) throws JsonProcessingException {
        return request.header("content-type").orElse("").startsWith("application/json")
                ? JSON.readTree(request.text())
                : JSON.createObjectNode();
    }

    private static @Nullable Reply wrongText(String text) {
        if (text.isBlank()) {
            return error(400, "commentTextRequired", "The comment resource must specify a text.");
        }
        return text.length() > LONGEST
                ? error(
                        400,
                        "commentTextTooLong",
                        "The comment resource that is being inserted contains too many characters.")
                : null;
    }

    private Reply comment(Request request) throws JsonProcessingException {
        Reply wrong = wrong(request, "part");
        JsonNode snippet = body(request).path("snippet");
        String text = snippet.path("topLevelComment")
                .path("snippet")
                .path("textOriginal")
                .asText("");
        Video video = videos.get(snippet.path("videoId").asText(""));
        if (wrong == null) {
            wrong = wrongText(text);
        }
        if (wrong != null) {
            return wrong;
        }
        if (video == null) {
            return error(404, "videoNotFound", "The video identified by the videoId parameter could not be found.");
        }
        if (!snippet.path("channelId").asText().equals(video.channel)) {
            return error(404, "channelNotFound", "The channel could not be found.");
        }
        if (!video.comments) {
            return error(403, "commentsDisabled", "The video has disabled comments.");
        }
        Comment made = say(ME, text, null);
        return Reply.json(200, thread(made, "published", request, true).toString());
    }

    private Reply answer(Request request) throws JsonProcessingException {
        Reply wrong = wrong(request, "part");
        JsonNode snippet = body(request).path("snippet");
        String text = snippet.path("textOriginal").asText("");
        String parent = snippet.path("parentId").asText("");
        if (wrong == null) {
            wrong = wrongText(text);
        }
        if (wrong != null) {
            return wrong;
        }
        if (parent.isEmpty()) {
            return error(
                    400, "parentIdMissing", "The comment that is being inserted must be linked to a parent comment.");
        }
        Comment thread = comments.get(parent);
        if (thread == null || thread.parent != null) {
            return error(404, "parentCommentNotFound", "The specified parent comment could not be found.");
        }
        return Reply.json(200, resource(say(ME, text, parent), request, true).toString());
    }

    private Reply moderate(Request request) {
        Reply wrong = wrong(request, "id", "moderationStatus", "banAuthor");
        String status = request.parameter("moderationStatus");
        if (wrong != null) {
            return wrong;
        }
        if (request.body().length > 0
                || !List.of("heldForReview", "published", "rejected").contains(status)) {
            return error(400, "processingFailure", "The API server failed to successfully process the request.");
        }
        boolean ban = request.parameter("banAuthor").equals("true");
        if (ban && !status.equals("rejected")) {
            return error(400, "banWithoutReject", "The banAuthor parameter can only be used with rejected.");
        }
        Comment comment = comments.get(request.parameter("id"));
        if (comment == null) {
            return error(403, "forbidden", "The moderation status of one or more comments cannot be set.");
        }
        if (comment.status.equals("rejected") && status.equals("published")) {
            return error(400, "processingFailure", "The API server failed to successfully process the request.");
        }
        comment.status = status;
        if (ban) {
            banned.add(comment.author);
        }
        return new Reply(204, Map.of(), new byte[0]);
    }

    private Reply delete(Request request) {
        Reply wrong = wrong(request, "id");
        Comment comment = comments.get(request.parameter("id"));
        if (wrong != null) {
            return wrong;
        }
        if (comment == null) {
            return error(404, "commentNotFound", "The specified comment could not be found.");
        }
        if (!comment.author.equals(ME)) {
            return error(403, "forbidden", "The comment could not be deleted because of insufficient permissions.");
        }
        comments.remove(comment.id);
        return new Reply(204, Map.of(), new byte[0]);
    }

    private Reply beginUpload(Request request) throws JsonProcessingException {
        JsonNode resource = body(request);
        String title = resource.path("snippet").path("title").asText("");
        String description = resource.path("snippet").path("description").asText("");
        if (!request.parameter("uploadType").equals("resumable")
                || !request.parameter("part").equals("snippet,status")) {
            return error(400, "missingRequiredParameter", "part, uploadType");
        }
        if (!request.header("x-upload-content-type").orElse("").startsWith("video/")) {
            return error(400, "mediaBodyRequired", "The request does not include the video content.");
        }
        if (title.isBlank() || title.length() > 100 || title.matches("(?s).*[<>].*")) {
            return error(400, "invalidTitle", "The request metadata specifies an invalid or empty video title.");
        }
        if (description.getBytes(StandardCharsets.UTF_8).length > 5000 || description.matches("(?s).*[<>].*")) {
            return error(400, "invalidDescription", "The request metadata specifies an invalid video description.");
        }
        if (uploads < 1) {
            return error(403, "quotaExceeded", "You have exceeded your quota.");
        }
        uploads--;
        String id = "upload" + next++;
        sessions.put(
                id,
                new Session(
                        resource,
                        Long.parseLong(request.header("x-upload-content-length").orElse("-1"))));
        return new Reply(
                200,
                Map.of("Location", address() + "/upload/youtube/v3/videos?uploadType=resumable&upload_id=" + id),
                new byte[0]);
    }

    private Reply part(Request request) {
        Session session = sessions.get(request.parameter("upload_id"));
        if (session == null) {
            return Reply.of(404, "text/plain", "Not Found");
        }
        String range = request.header("content-range").orElse("");
        int there = session.content.size();
        if (session.video == null && !range.equals("bytes */" + session.length)) {
            long first = Long.parseLong(range.replaceFirst("^bytes (\\d+)-.*", "$1"));
            boolean last = first + request.body().length == session.length;
            String right = "bytes " + there + "-" + (there + request.body().length - 1) + "/" + session.length;
            if (!range.equals(right) || (!last && request.body().length % (256 * 1024) != 0)) {
                return error(400, "badRequest", "Failed to parse Content-Range header.");
            }
            session.content.write(request.body(), 0, Math.min(keptOfAPart, request.body().length));
        }
        if (session.content.size() < session.length) {
            int size = session.content.size();
            return new Reply(308, size == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (size - 1)), new byte[0]);
        }
        Video made = session.video;
        if (made == null) {
            JsonNode snippet = session.resource.path("snippet");
            made = upload(ME, snippet.path("title").asText());
            made.description = snippet.path("description").asText();
            made.brought = true;
            String wanted =
                    session.resource.path("status").path("privacyStatus").asText();
            made.privacy = audited ? wanted : "private";
            session.video = made;
        }
        ObjectNode body = JSON.createObjectNode().put("kind", "youtube#video").put("id", made.id);
        snippet(body, made);
        body.putObject("status").put("uploadStatus", "uploaded").put("privacyStatus", made.privacy);
        return Reply.json(200, body.toString());
    }
}
