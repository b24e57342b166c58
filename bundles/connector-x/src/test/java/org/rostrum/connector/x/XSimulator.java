package org.rostrum.connector.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkSimulator;

/**
 * X as its documentation of 22 August 2026 has it (docs.x.com, OpenAPI 2.167 and, where the guides still say tweets, 2.166):
 * refuses what X would refuse, gives no field that was not asked for, takes each refresh token once, and counts calls.
 */
final class XSimulator extends NetworkSimulator {
    static final String CLIENT_ID = "client-of-acme";
    static final String CLIENT_SECRET = "secret-of-the-app";
    static final String REFRESH_TOKEN = "refresh-token-of-the-settings";
    static final String ME = "7000";
    static final String JANE = "1100";
    static final String BOB = "1200";

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Integer> LIMITS = Map.of(
            "GET /users/me", 75,
            "GET /users/:id/mentions", 300,
            "GET /users/:id/tweets", 900,
            "GET /tweets/search/recent", 300,
            "GET /dm_events", 15,
            "POST /tweets", 100,
            "PUT /tweets/:id/hidden", 50);

    private final SimulatedGrant grant = new SimulatedGrant();
    private final SimulatedPosts store = new SimulatedPosts();
    private final SimulatedMedia media = new SimulatedMedia();
    private final SimulatedLists lists = new SimulatedLists(store, media);
    private final NavigableMap<Long, ObjectNode> posts = store.posts;
    private final NavigableMap<Long, ObjectNode> messages = store.messages;
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<Long> hidden = new HashSet<>();
    private final Set<Long> liked = new HashSet<>();
    private boolean enterprise;
    private @Nullable Reply refusal;
    private Predicate<Request> refused = request -> false;

    XSimulator() throws IOException {}

    // what tests do to it

    SimulatedGrant grant() {
        return grant;
    }

    SimulatedLists lists() {
        return lists;
    }

    synchronized void beEnterprise() {
        enterprise = true;
        grant.add("like.write");
    }

    synchronized String sayAs(String author, String text, @Nullable String inReplyTo, @Nullable String quoted) {
        return store.sayAs(author, text, inReplyTo, quoted);
    }

    /** Seen only now, though it was said before. */
    synchronized String sayLate(String text, Instant said) {
        return store.sayLate(text, said);
    }

    synchronized String message(String sender, String recipient, String text) {
        return store.message(sender, recipient, text);
    }

    synchronized void refuse(Predicate<Request> which, Reply how) {
        refused = which;
        refusal = how;
    }

    SimulatedMedia media() {
        return media;
    }

    synchronized ObjectNode byId(String id) {
        return Objects.requireNonNull(posts.get(Long.valueOf(id)));
    }

    synchronized boolean isHidden(String id) {
        return hidden.contains(Long.valueOf(id));
    }

    synchronized boolean isLiked(String id) {
        return liked.contains(Long.valueOf(id));
    }

    @Override
    public synchronized String say(String text) {
        return sayAs(JANE, "@acme " + text, null, null);
    }

    @Override
    public synchronized void like(String networkId, int times) {
        ObjectNode metrics = byId(networkId).withObject("/public_metrics");
        metrics.put("like_count", metrics.path("like_count").asInt() + times);
    }

    @Override
    public synchronized List<Said> said() {
        return posts.values().stream()
                .filter(post -> post.path("author_id").asText().equals(ME))
                .map(post -> new Said(
                        post.path("id").asText(), post.path("said").asText(), PostReader.referred(post, "replied_to")))
                .toList();
    }

    synchronized List<ObjectNode> messages() {
        return List.copyOf(messages.values());
    }

    @Override
    public void revoke() {
        grant.revoke();
    }

    @Override
    public Set<String> secrets() {
        return grant.secrets();
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST")
                && (request.path().equals("/2/tweets") || request.path().endsWith("/messages"));
    }

    // what it answers

    @Override
    protected synchronized Reply reply(Request request) {
        try {
            if (request.path().equals("/2/oauth2/token")) {
                return grant.token(request);
            }
            boolean measured = request.header("content-length").isPresent()
                    || request.header("transfer-encoding").isPresent();
            if (request.method().matches("POST|PUT") && !measured) {
                return problem(411, "about:blank", "Length Required", "Length Required");
            }
            if (!grant.accepts(request)) {
                return problem(401, "about:blank", "Unauthorized", "Unauthorized");
            }
            if (refusal != null && refused.test(request)) {
                return refusal;
            }
            return counted(request);
        } catch (JsonProcessingException noJson) {
            return invalid("body", "", "The request body is no JSON.");
        }
    }

    private Reply counted(Request request) throws JsonProcessingException {
        String name = request.method() + " " + request.path().substring(2).replaceAll("/[0-9]{3,}", "/:id");
        int limit = LIMITS.getOrDefault(name, 500);
        int count = used.merge(name, 1, Integer::sum);
        Reply reply =
                count > limit ? problem(429, "about:blank", "Too Many Requests", "Too Many Requests") : answer(request);
        return reply.with("x-rate-limit-limit", limit)
                .with("x-rate-limit-remaining", Math.max(0, limit - count))
                .with("x-rate-limit-reset", Instant.now().plusSeconds(600).getEpochSecond());
    }

    static Reply problem(int status, String type, String title, String detail) {
        return Reply.json(
                status,
                JSON.createObjectNode()
                        .put("title", title)
                        .put("detail", detail)
                        .put("type", type)
                        .put("status", status)
                        .toString());
    }

    private static Reply forbidden(String detail) {
        return problem(403, "about:blank", "Forbidden", detail);
    }

    static Reply invalid(String parameter, String value, String message) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putArray("errors").addObject();
        error.putObject("parameters").putArray(parameter).add(value);
        error.put("message", message);
        body.put("title", "Invalid Request")
                .put("detail", "One or more parameters to your request was invalid.")
                .put("type", "https://api.twitter.com/2/problems/invalid-request");
        return Reply.json(400, body.toString());
    }

    private static Reply data(int status, ObjectNode data) {
        ObjectNode body = JSON.createObjectNode();
        body.set("data", data);
        return Reply.json(status, body.toString());
    }

    private Reply answer(Request request) throws JsonProcessingException {
        String path = request.path();
        String call = request.method() + " " + path.replaceAll("/[0-9]{3,}", "/:id");
        if (path.startsWith("/2/media")) {
            return grant.has("media.write")
                    ? media.answer(request)
                    : forbidden("You are not permitted to perform this action.");
        }
        boolean writes = !request.isGet();
        boolean private_ = path.startsWith("/2/dm_");
        String scope = private_
                ? (writes ? "dm.write" : "dm.read")
                : path.endsWith("/hidden")
                        ? "tweet.moderate.write"
                        : path.contains("/likes") ? "like.write" : writes ? "tweet.write" : "tweet.read";
        if (!grant.has(scope, "tweet.read", "users.read")) {
            return forbidden("You are not permitted to perform this action.");
        }
        return switch (call) {
            case "GET /2/users/me" -> lists.me(request);
            case "GET /2/users/:id/mentions" -> lists.timeline(
                    request, SimulatedLists.TIMELINE, SimulatedPosts::namesMe);
            case "GET /2/users/:id/tweets" -> lists.timeline(
                    request,
                    SimulatedLists.with(SimulatedLists.TIMELINE, "exclude"),
                    post -> post.path("author_id").asText().equals(ME));
            case "GET /2/tweets/search/recent" -> lists.search(request, enterprise);
            case "GET /2/tweets" -> lists.lookup(request);
            case "POST /2/tweets" -> publish(request);
            case "DELETE /2/tweets/:id" -> delete(request);
            case "PUT /2/tweets/:id/hidden" -> hide(request);
            case "POST /2/users/:id/likes" -> likeBy(request);
            case "DELETE /2/users/:id/likes/:id" -> unlike(request);
            case "GET /2/dm_events", "GET /2/dm_conversations/with/:id/dm_events" -> lists.events(request);
            case "POST /2/dm_conversations/with/:id/messages" -> send(request);
            case "DELETE /2/dm_events/:id" -> deleteMessage(request);
            default -> problem(404, "about:blank", "Not Found", "Not Found");
        };
    }

    private static JsonNode body(Request request) throws JsonProcessingException {
        if (!request.header("content-type").orElse("").startsWith("application/json")) {
            throw new com.fasterxml.jackson.core.JsonParseException(null, "content type");
        }
        return JSON.readTree(request.text());
    }

    private static boolean hasOnly(JsonNode body, String... known) {
        Set<String> names = Set.of(known);
        boolean[] good = {body.isObject()};
        body.fieldNames().forEachRemaining(name -> good[0] &= names.contains(name));
        return good[0];
    }

    private Reply publish(Request request) throws JsonProcessingException {
        JsonNode body = body(request);
        if (!hasOnly(body, "text", "reply", "quote_tweet_id", "reply_settings", "media")
                || !(body.path("reply").isMissingNode() || hasOnly(body.path("reply"), "in_reply_to_tweet_id"))) {
            return invalid("body", "", "schema validation failed: extraneous key is not permitted");
        }
        String text = body.path("text").asText("");
        if (text.isBlank() && body.path("media").isMissingNode()) {
            return invalid("text", "", "The `text` field is required unless media is provided");
        }
        if (weight(text) > 280) {
            return forbidden("Your Tweet text is too long.");
        }
        String settings = body.path("reply_settings").asText("following");
        if (!Set.of("following", "mentionedUsers", "subscribers", "verified").contains(settings)) {
            return invalid("reply_settings", settings, "is not one of [following,mentionedUsers,subscribers,verified]");
        }
        String asked = body.path("reply").path("in_reply_to_tweet_id").asText(null);
        ObjectNode parent = asked == null ? null : posts.get(Long.valueOf(asked));
        if (asked != null && parent == null) {
            return forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.");
        }
        if (parent != null
                && !enterprise
                && !SimulatedPosts.namesMe(parent)
                && !parent.path("author_id").asText().equals(ME)) {
            return forbidden(
                    "Reply to this conversation is not allowed because you have not been mentioned or otherwise"
                            + " engaged by the author of the post you are replying to.");
        }
        String quoted = body.path("quote_tweet_id").asText(null);
        if (quoted != null && !enterprise) {
            return forbidden("Quoting posts requires an Enterprise plan.");
        }
        List<String> attached = new ArrayList<>();
        body.path("media").path("media_ids").forEach(id -> attached.add(id.asText()));
        if (!media.areReady(attached, "tweet_")) {
            return invalid("media.media_ids", String.join(",", attached), "Your media IDs are invalid.");
        }
        boolean twice = said().stream()
                .anyMatch(one -> !text.isEmpty() && one.text().equals(text) && Objects.equals(one.inReplyTo(), asked));
        if (twice) {
            return forbidden("You are not allowed to create a Tweet with duplicate content.");
        }
        String id = store.publish(text, asked, quoted, attached);
        byId(id).put("reply_settings", body.path("reply_settings").asText("everyone"));
        return data(
                201,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("text", byId(id).path("text").asText()));
    }

    /** Not as exact as X: an emoji is one sign here. */
    private static int weight(String text) {
        return SimulatedPosts.LINK
                .matcher(text)
                .replaceAll("x".repeat(23))
                .codePoints()
                .map(sign -> sign <= 0x10FF ? 1 : 2)
                .sum();
    }

    private static long id(Request request, int part) {
        return Long.parseLong(request.path().split("/", -1)[part]);
    }

    private Reply delete(Request request) {
        ObjectNode post = posts.get(id(request, 3));
        if (post == null) {
            return problem(
                    404,
                    "https://api.twitter.com/2/problems/resource-not-found",
                    "Not Found Error",
                    "Could not find tweet");
        }
        if (!post.path("author_id").asText().equals(ME)) {
            return forbidden("You are not authorized to delete this Tweet.");
        }
        posts.remove(id(request, 3));
        return data(200, JSON.createObjectNode().put("deleted", true));
    }

    private Reply hide(Request request) throws JsonProcessingException {
        JsonNode body = body(request);
        ObjectNode post = posts.get(id(request, 3));
        if (!hasOnly(body, "hidden") || !body.path("hidden").isBoolean()) {
            return invalid("hidden", "", "The `hidden` field is required");
        }
        ObjectNode root =
                post == null ? null : posts.get(post.path("conversation_id").asLong());
        if (post == null
                || post.equals(root)
                || root == null
                || !root.path("author_id").asText().equals(ME)) {
            return forbidden("You can only hide replies to conversations you started.");
        }
        boolean hides = body.path("hidden").asBoolean();
        boolean changed = hides
                ? hidden.add(post.path("id").asLong())
                : hidden.remove(post.path("id").asLong());
        return data(200, JSON.createObjectNode().put("hidden", changed == hides || hides));
    }

    private Reply likeBy(Request request) throws JsonProcessingException {
        JsonNode body = body(request);
        if (!hasOnly(body, "tweet_id")
                || !posts.containsKey(body.path("tweet_id").asLong())) {
            return invalid("tweet_id", "", "Could not find tweet");
        }
        liked.add(body.path("tweet_id").asLong());
        return data(200, JSON.createObjectNode().put("liked", true));
    }

    private Reply unlike(Request request) {
        liked.remove(id(request, 5));
        return data(200, JSON.createObjectNode().put("liked", false));
    }

    private Reply send(Request request) throws JsonProcessingException {
        JsonNode body = body(request);
        String recipient = request.path().split("/", -1)[4];
        List<String> attached = new ArrayList<>();
        body.path("attachments")
                .forEach(one -> attached.add(one.path("media_id").asText()));
        if (!hasOnly(body, "text", "attachments")
                || (body.path("text").asText("").isEmpty() && attached.isEmpty())) {
            return invalid("text", "", "At least one of text, attachments is required");
        }
        if (!store.people.containsKey(recipient)) {
            return forbidden("You cannot send messages to this user.");
        }
        if (attached.size() > 1 || !media.areReady(attached, "dm_")) {
            return invalid("attachments", "", "Your media IDs are invalid.");
        }
        String id = message(ME, recipient, body.path("text").asText(""));
        if (!attached.isEmpty()) {
            Objects.requireNonNull(messages.get(Long.valueOf(id)))
                    .putObject("attachments")
                    .putArray("media_keys")
                    .add(SimulatedMedia.key(attached.get(0)));
        }
        return data(
                201,
                JSON.createObjectNode()
                        .put("dm_conversation_id", ME + "-" + recipient)
                        .put("dm_event_id", id));
    }

    private Reply deleteMessage(Request request) {
        return messages.remove(id(request, 3)) == null
                ? problem(
                        404,
                        "https://api.twitter.com/2/problems/resource-not-found",
                        "Not Found Error",
                        "Could not find it")
                : data(200, JSON.createObjectNode().put("deleted", true));
    }
}
