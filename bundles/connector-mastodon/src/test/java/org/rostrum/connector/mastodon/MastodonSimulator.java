package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkSimulator;

/**
 * As much of a Mastodon server as the connector speaks with, made from the public documentation of the interface
 * (docs.joinmastodon.org, state of 2 July 2026, which describes Mastodon 4.6).
 */
final class MastodonSimulator extends NetworkSimulator {
    static final String TOKEN = "geheim-tok_en-0815";
    static final String ME = "https://social.test/users/acme";
    static final String JANE = "https://other.example/users/jane";
    static final String BOB = "https://social.test/users/bob";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATUS = Pattern.compile("/api/v1/statuses/([^/]+)(/favourite|/unfavourite)?");
    private static final Pattern MARKED =
            Pattern.compile("(?<link>https?://\\S+)|@(?<user>[a-z]+)(@(?<host>[a-z.]+))?|#(?<tag>[a-z]+)");

    private final Map<String, ObjectNode> accounts = new LinkedHashMap<>();
    private final Map<Long, ObjectNode> statuses = new TreeMap<>();
    private final Map<Long, ObjectNode> notifications = new TreeMap<>();
    private final Map<Long, ObjectNode> media = new HashMap<>();
    private final Map<Long, Integer> processing = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private final Set<Long> favourites = new HashSet<>();
    private final Set<String> forbidden = new HashSet<>();
    private final ObjectNode configuration = JSON.createObjectNode();
    private List<String> scopes = List.of("read", "write:favourites", "write:media", "write:statuses", "profile");
    private long next = 113_000_000_000_000_000L;
    private long nextNotification = 1;
    private int looksUntilProcessed;
    private boolean open = true;
    private boolean old;

    MastodonSimulator() throws IOException {
        account("7", "acme", ME, "https://social.test/@acme", "Acme \u0141td");
        account("8", "bob", BOB, "https://social.test/@bob", "Bob");
        account("9", "jane@other.example", JANE, "https://other.example/@jane", "Jane \u0141");
    }

    private void account(String id, String acct, String uri, String url, String name) {
        accounts.put(
                uri,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("username", acct.replaceFirst("@.*", ""))
                        .put("acct", acct)
                        .put("uri", uri)
                        .put("url", url)
                        .put("display_name", name));
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST") && request.path().equals("/api/v1/statuses");
    }

    @Override
    public synchronized void revoke() {
        open = false;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TOKEN);
    }

    /** As servers before 4.3: without versions of the interface, without several statuses at a call, without scopes. */
    synchronized void beOld() {
        old = true;
    }

    synchronized void scopes(String... having) {
        scopes = List.of(having);
    }

    /** The server's own limit of texts. */
    synchronized void mostCharacters(int most) {
        configuration.withObject("/statuses").put("max_characters", most);
    }

    synchronized void looksUntilProcessed(int looks) {
        looksUntilProcessed = looks;
    }

    synchronized void finishProcessing() {
        processing.replaceAll((id, looks) -> 0);
    }

    synchronized void forgetMedia() {
        processing.clear();
        media.clear();
    }

    /** The server no longer knows which posts were sent twice. */
    synchronized void forgetKeys() {
        sent.clear();
    }

    @Override
    public synchronized String say(String text) {
        return say(text, nextNotification++, "mention", "public");
    }

    synchronized String sayInPrivate(String text) {
        return say(text, nextNotification++, "mention", Draft.DIRECT);
    }

    synchronized String quote(String text) {
        return say(text, nextNotification++, "quote", "public");
    }

    /** Somebody has begun to say something that is seen later, under this id. */
    synchronized long begin() {
        return nextNotification++;
    }

    synchronized String end(long begun, String text) {
        return say(text, begun, "mention", "public");
    }

    private String say(String text, long notification, String type, String visibility) {
        ObjectNode status = status(JANE, text, visibility, null);
        notifications.put(
                notification,
                JSON.createObjectNode()
                        .put("id", "" + notification)
                        .put("type", type)
                        .put("created_at", Instant.now().toString())
                        .set("status", status));
        return status.path("uri").asText();
    }

    /** Bob, whose account is on the same server, says something that nobody is told of. */
    synchronized String sayUnheard(String text) {
        return status(BOB, text, "public", null).path("uri").asText();
    }

    /** Jane answers. */
    synchronized String answer(String uri, String text) {
        String answer = say(text);
        byUri(answer).put("in_reply_to_id", byUri(uri).path("id").asText());
        return answer;
    }

    /** Its author does not let us near it. */
    synchronized void forbid(String uri) {
        forbidden.add(uri);
    }

    synchronized ObjectNode byUri(String uri) {
        return statuses.values().stream()
                .filter(status -> status.path("uri").asText().equals(uri))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode status(String author, String text, String visibility, @Nullable String inReplyTo) {
        long id = next++;
        ObjectNode status = JSON.createObjectNode()
                .put("id", "" + id)
                .put("uri", author + "/statuses/" + (author.equals(JANE) ? id + 1_000_000 : id))
                .put(
                        "url",
                        Objects.requireNonNull(accounts.get(author)).path("url").asText() + "/" + id)
                .put("created_at", Instant.now().toString())
                .put("in_reply_to_id", inReplyTo)
                .put("spoiler_text", "")
                .put("visibility", visibility)
                .put("language", "en")
                .put("content", html(text))
                .put("favourites_count", 0)
                .put("reblogs_count", 1)
                .put("replies_count", 2)
                .put("said", text);
        status.set("account", accounts.get(author));
        status.putArray("media_attachments");
        statuses.put(id, status);
        return status;
    }

    private String html(String text) {
        StringBuilder html = new StringBuilder();
        Matcher matcher =
                MARKED.matcher(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        while (matcher.find()) {
            String whole = matcher.group();
            String shown = whole;
            if (matcher.group("link") != null) {
                shown = "<a href=\"" + whole + "\" rel=\"nofollow\"><span class=\"invisible\">" + whole.substring(0, 8)
                        + "</span><span class=\"ellipsis\">" + whole.substring(8) + "</span></a>";
            } else if (matcher.group("user") != null && known(whole.substring(1))) {
                shown = "<span class=\"h-card\"><a href=\"https://x.test/@" + matcher.group("user")
                        + "\" class=\"u-url mention\">@<span>" + matcher.group("user") + "</span></a></span>";
            } else if (matcher.group("tag") != null) {
                shown = "<a href=\"https://social.test/tags/x\" class=\"mention hashtag\" rel=\"tag\">#<span>"
                        + matcher.group("tag") + "</span></a>";
            }
            matcher.appendReplacement(html, Matcher.quoteReplacement(shown));
        }
        matcher.appendTail(html);
        return "<p>" + html.toString().strip().replaceAll("\n\n+", "</p><p>").replace("\n", "<br />") + "</p>";
    }

    private boolean known(String acct) {
        return accounts.values().stream()
                .anyMatch(account -> account.path("acct").asText().equals(acct));
    }

    @Override
    public synchronized void like(String networkId, int times) {
        ObjectNode status = byUri(networkId);
        status.put("favourites_count", status.path("favourites_count").asInt() + times);
    }

    @Override
    public synchronized List<Said> said() {
        return own().map(status -> new Said(
                        status.path("uri").asText(),
                        status.path("said").asText(),
                        status.hasNonNull("in_reply_to_id")
                                ? Objects.requireNonNull(statuses.get(
                                                status.path("in_reply_to_id").asLong()))
                                        .path("uri")
                                        .asText()
                                : null))
                .toList();
    }

    private java.util.stream.Stream<ObjectNode> own() {
        return statuses.values().stream()
                .filter(status -> status.path("account").path("uri").asText().equals(ME));
    }

    @Override
    protected synchronized Reply reply(Request request) {
        if (!open || !request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return error(401, "The access token is invalid");
        }
        try {
            return answer(request)
                    .with("X-RateLimit-Limit", request.isGet() ? 300 : 30)
                    .with("X-RateLimit-Remaining", request.isGet() ? 288 : 29)
                    .with("X-RateLimit-Reset", Instant.now().plusSeconds(240));
        } catch (JsonProcessingException noJson) {
            return error(400, "There was a problem parsing the JSON you submitted");
        }
    }

    private static Reply error(int status, String error) {
        return Reply.json(status, JSON.createObjectNode().put("error", error).toString());
    }

    private static Reply good(JsonNode body) {
        return Reply.json(200, body.toString());
    }

    private Reply answer(Request request) throws JsonProcessingException {
        Matcher one = STATUS.matcher(request.path());
        if (one.matches()) {
            return status(request, one.group(1), one.group(2) == null ? "" : one.group(2));
        }
        return switch (request.method() + " " + request.path()) {
            case "GET /api/v1/accounts/verify_credentials" -> good(Objects.requireNonNull(accounts.get(ME)));
            case "GET /api/v1/apps/verify_credentials" -> application();
            case "GET /api/v2/instance" -> instance();
            case "GET /api/v1/notifications" -> page(request, told(request));
            case "GET /api/v1/accounts/7/statuses" -> page(request, byId(own().toList()));
            case "GET /api/v1/statuses" -> several(request);
            case "GET /api/v2/search" -> search(request);
            case "POST /api/v1/statuses" -> publish(request);
            case "POST /api/v2/media" -> upload(request);
            default -> request.path().startsWith("/api/v1/media/")
                    ? processed(Long.parseLong(request.path().substring(14)))
                    : error(404, "Record not found");
        };
    }

    private Reply application() {
        ObjectNode application = JSON.createObjectNode().put("name", "Rostrum");
        if (old) {
            return error(403, "This action is outside the authorized scopes");
        }
        application.set("scopes", JSON.valueToTree(scopes));
        return good(application);
    }

    private Reply instance() {
        ObjectNode instance = JSON.createObjectNode().put("domain", "social.test");
        if (!old) {
            instance.putObject("api_versions").put("mastodon", 10);
        }
        instance.set("configuration", configuration);
        return good(instance);
    }

    private Map<Long, ObjectNode> told(Request request) {
        Map<Long, ObjectNode> told = new TreeMap<>(notifications);
        told.values().removeIf(notification -> !request.parameters("types[]")
                .contains(notification.path("type").asText()));
        return told;
    }

    private static Map<Long, ObjectNode> byId(List<ObjectNode> list) {
        Map<Long, ObjectNode> map = new TreeMap<>();
        list.forEach(status -> map.put(status.path("id").asLong(), status));
        return map;
    }

    /** The newest first; from {@code min_id} on those right after it. */
    private static Reply page(Request request, Map<Long, ObjectNode> all) {
        int limit = Math.min(40, Integer.parseInt(request.query().getOrDefault("limit", "20")));
        long after = Long.parseLong(request.query().getOrDefault("min_id", "-1"));
        long before = Long.parseLong(request.query().getOrDefault("max_id", "" + Long.MAX_VALUE));
        List<Long> ids = new ArrayList<>(
                all.keySet().stream().filter(id -> id > after && id < before).toList());
        if (after < 0) {
            Collections.reverse(ids);
        }
        List<Long> page = new ArrayList<>(ids.subList(0, Math.min(limit, ids.size())));
        page.sort(Collections.reverseOrder());
        ArrayNode body = JSON.createArrayNode();
        page.forEach(id -> body.add(all.get(id)));
        return good(body);
    }

    private Reply several(Request request) {
        if (old || request.parameters("id[]").size() > 20) {
            return old ? error(404, "Not Found") : error(422, "Validation failed: too many");
        }
        ArrayNode found = JSON.createArrayNode();
        request.parameters("id[]").forEach(id -> {
            ObjectNode status = statuses.get(Long.valueOf(id));
            if (status != null) {
                found.add(status);
            }
        });
        return good(found);
    }

    private Reply search(Request request) {
        String words = request.parameter("q");
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode people = answer.putArray("accounts");
        ArrayNode found = answer.putArray("statuses");
        if (request.parameter("resolve").equals("true") && accounts.containsKey(words)) {
            people.add(accounts.get(words));
        }
        List<ObjectNode> all = new ArrayList<>(statuses.values());
        Collections.reverse(all);
        boolean address = words.startsWith("https://");
        all.stream()
                .filter(status -> address
                        ? request.parameter("resolve").equals("true")
                                && status.path("uri").asText().equals(words)
                        : status.path("said").asText().contains(words))
                .skip(Integer.parseInt(request.query().getOrDefault("offset", "0")))
                .limit(Integer.parseInt(request.query().getOrDefault("limit", "20")))
                .forEach(found::add);
        return good(answer);
    }

    private Reply status(Request request, String id, String action) {
        ObjectNode status = id.matches("\\d+") ? statuses.get(Long.valueOf(id)) : null;
        if (status == null) {
            return error(404, "Record not found");
        }
        if (!request.isGet() && forbidden.contains(status.path("uri").asText())) {
            return error(403, "This action is not allowed");
        }
        switch (request.method() + action) {
            case "GET" -> {
                // as it is
            }
            case "DELETE" -> {
                if (!status.path("account").path("uri").asText().equals(ME)) {
                    return error(404, "Record not found");
                }
                statuses.remove(Long.valueOf(id));
            }
            case "POST/favourite" -> {
                if (favourites.add(Long.valueOf(id))) {
                    like(status.path("uri").asText(), 1);
                }
            }
            case "POST/unfavourite" -> {
                if (favourites.remove(Long.valueOf(id))) {
                    like(status.path("uri").asText(), -1);
                }
            }
            default -> {
                return error(404, "Not Found");
            }
        }
        return good(status);
    }

    private Reply publish(Request request) throws JsonProcessingException {
        String key = request.header("idempotency-key").orElse("");
        if (sent.containsKey(key)) {
            return good(Objects.requireNonNull(statuses.get(sent.get(key))));
        }
        JsonNode input = JSON.readTree(request.text());
        String text = input.path("status").asText("");
        String counted = text.replaceAll("https?://\\S+", "x".repeat(23)).replaceAll("(@\\w+)@[\\w.]+", "$1");
        int most = configuration.path("statuses").path("max_characters").asInt(500);
        if (counted.codePointCount(0, counted.length()) > most) {
            return error(422, "Validation failed: Text character limit of " + most + " exceeded");
        }
        String answered = input.path("in_reply_to_id").asText(null);
        if (answered != null && !statuses.containsKey(Long.valueOf(answered))) {
            return error(404, "The post you are trying to reply to does not appear to exist.");
        }
        for (JsonNode id : input.path("media_ids")) {
            if (processing.getOrDefault(id.asLong(), 1) > 0) {
                return error(422, "Cannot attach files that have not finished processing. Try again in a moment!");
            }
        }
        ObjectNode made = status(ME, text, input.path("visibility").asText("public"), answered);
        made.put("language", input.path("language").asText("en"));
        for (JsonNode id : input.path("media_ids")) {
            ((ArrayNode) made.path("media_attachments")).add(media.get(id.asLong()));
        }
        if (!key.isEmpty()) {
            sent.put(key, made.path("id").asLong());
        }
        return good(made);
    }

    private Reply upload(Request request) {
        String type = request.header("content-type").orElse("");
        String body = request.text();
        if (!type.startsWith("multipart/form-data; boundary=")
                || !body.startsWith("--" + type.substring(30))
                || !body.endsWith("--" + type.substring(30) + "--\r\n")
                || !body.contains("name=\"file\"; filename=\"")) {
            return error(422, "Validation failed: File can't be blank");
        }
        List<String> lines = Arrays.asList(body.split("\r\n", -1));
        long id = next++;
        ObjectNode made = JSON.createObjectNode()
                .put("id", "" + id)
                .put("type", "image")
                .put("url", "https://files.social.test/" + id + "/a.PNG")
                .put("description", body.contains("name=\"description\"") ? lines.get(4) : null);
        media.put(id, made);
        processing.put(id, looksUntilProcessed);
        return Reply.json(looksUntilProcessed > 0 ? 202 : 200, made.toString());
    }

    private Reply processed(long id) {
        Integer left = processing.get(id);
        if (left == null) {
            return error(404, "Record not found");
        }
        processing.put(id, Math.max(0, left - 1));
        return Reply.json(
                left > 1 ? 206 : 200, Objects.requireNonNull(media.get(id)).toString());
    }
}
