package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkSimulator;

/**
 * As much of a server of the AT Protocol as the connector speaks with, made from the public lexicons (docs.bsky.app, read in 2026)
 * and from what the real server does that the project's own scripts start.
 */
final class BlueskySimulator extends NetworkSimulator {
    static final String DID = "did:plc:acme2222222222222222222";
    static final String HANDLE = "acme.test";
    static final String PASSWORD = "abcd-efgh-ijkl-geheim";
    private static final String CUSTOMER = "did:plc:jane2222222222222222222";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> posts = new LinkedHashMap<>();
    private final List<ObjectNode> notifications = new ArrayList<>();
    private final Map<String, Integer> likes = new HashMap<>();
    private final Map<String, String> ourLikes = new HashMap<>();
    private final Set<String> tokens = new HashSet<>();
    private final Set<String> everyToken = new HashSet<>();
    private int made;
    private boolean open = true;

    BlueskySimulator() throws IOException {}

    @Override
    protected boolean publishes(Request request) {
        return request.path().endsWith("com.atproto.repo.createRecord");
    }

    /** As a server with a session that ends: the access token is no good any more, the one for renewing is. */
    synchronized void expireAccess() {
        tokens.removeIf(token -> token.startsWith("access") || token.contains("."));
    }

    @Override
    public synchronized void revoke() {
        open = false;
        tokens.clear();
    }

    @Override
    public synchronized Set<String> secrets() {
        Set<String> secrets = new HashSet<>(everyToken);
        secrets.add(PASSWORD);
        return secrets;
    }

    @Override
    public synchronized String say(String text) {
        String uri = post(CUSTOMER, "jane.test", text, null, Instant.now());
        ObjectNode notification =
                JSON.createObjectNode().put("reason", "mention").put("isRead", false);
        notification.setAll(view(uri));
        notifications.add(notification);
        return uri;
    }

    /** Something that comes into the list after others that were said later. */
    synchronized String sayLate(String text, Instant said) {
        String uri = post(CUSTOMER, "jane.test", text, null, said);
        ObjectNode notification = JSON.createObjectNode().put("reason", "reply").put("isRead", false);
        notification.setAll(view(uri));
        notifications.add(notification);
        return uri;
    }

    private String post(String did, String handle, String text, @Nullable JsonNode reply, Instant said) {
        ObjectNode record = JSON.createObjectNode()
                .put("$type", "app.bsky.feed.post")
                .put("text", text)
                .put("createdAt", said.toString());
        if (reply != null) {
            record.set("reply", reply);
        }
        String uri = "at://" + did + "/app.bsky.feed.post/" + Tid.of(said, made++);
        return keep(uri, did, handle, record);
    }

    private String keep(String uri, String did, String handle, ObjectNode record) {
        ObjectNode view = JSON.createObjectNode().put("uri", uri).put("cid", "bafy" + made++);
        view.putObject("author").put("did", did).put("handle", handle).put("displayName", "Jane \u0141");
        view.set("record", record);
        String said = record.path("createdAt").asText();
        view.put("indexedAt", said);
        posts.put(uri, view);
        return uri;
    }

    private ObjectNode view(String uri) {
        ObjectNode view = Objects.requireNonNull(posts.get(uri)).deepCopy();
        view.put("likeCount", likes.getOrDefault(uri, 0)).put("repostCount", 0).put("replyCount", 0);
        ObjectNode viewer = view.put("quoteCount", 0).putObject("viewer");
        String ours = ourLikes.get(uri);
        if (ours != null) {
            viewer.put("like", ours);
        }
        return view;
    }

    @Override
    public synchronized void like(String networkId, int times) {
        likes.merge(networkId, times, Integer::sum);
    }

    @Override
    public synchronized List<Said> said() {
        return posts.values().stream()
                .filter(view -> view.path("author").path("did").asText().equals(DID))
                .map(view -> new Said(
                        view.path("uri").asText(),
                        view.path("record").path("text").asText(),
                        view.path("record")
                                .path("reply")
                                .path("parent")
                                .path("uri")
                                .asText(null)))
                .toList();
    }

    @Override
    protected synchronized Reply reply(Request request) {
        String method = request.path().replace("/xrpc/", "");
        try {
            return switch (method) {
                case "com.atproto.server.createSession" -> createSession(request);
                case "com.atproto.server.refreshSession" -> refreshSession(request);
                default -> tokens.contains(bearer(request)) && !bearer(request).startsWith("refresh")
                        ? authorized(method, request)
                        : error(400, request.header("authorization").isPresent() ? "ExpiredToken" : "AuthMissing");
            };
        } catch (JsonProcessingException noJson) {
            return error(400, "InvalidRequest");
        }
    }

    private static String bearer(Request request) {
        return request.header("authorization").orElse("").replace("Bearer ", "");
    }

    private static Reply error(int status, String error) {
        return Reply.json(
                status,
                JSON.createObjectNode()
                        .put("error", error)
                        .put("message", error + "!")
                        .toString());
    }

    private Reply createSession(Request request) throws JsonProcessingException {
        JsonNode input = JSON.readTree(request.text());
        boolean right = open
                && input.path("identifier").asText().equals(HANDLE)
                && input.path("password").asText().equals(PASSWORD);
        return right ? session() : error(401, "AuthenticationRequired");
    }

    private Reply refreshSession(Request request) {
        return tokens.remove(bearer(request)) ? session() : error(400, "ExpiredToken");
    }

    private Reply session() {
        made++;
        String access = "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("{\"exp\":"
                                        + Instant.now().plusSeconds(7200).getEpochSecond() + ",\"n\":" + made + "}")
                                .getBytes(StandardCharsets.UTF_8))
                + ".sig" + made;
        String refresh = "refresh-token-" + made;
        tokens.addAll(List.of(access, refresh));
        everyToken.addAll(List.of(access, refresh));
        return Reply.json(
                200,
                JSON.createObjectNode()
                        .put("did", DID)
                        .put("handle", HANDLE)
                        .put("accessJwt", access)
                        .put("refreshJwt", refresh)
                        .toString());
    }

    private Reply authorized(String method, Request request) throws JsonProcessingException {
        Reply reply =
                switch (method) {
                    case "com.atproto.server.getSession" -> Reply.json(
                            200,
                            JSON.createObjectNode()
                                    .put("did", DID)
                                    .put("handle", HANDLE)
                                    .toString());
                    case "com.atproto.identity.resolveHandle" -> request.parameter("handle")
                                    .equals("jane.test")
                            ? Reply.json(
                                    200,
                                    JSON.createObjectNode().put("did", CUSTOMER).toString())
                            : error(400, "InvalidRequest");
                    case "app.bsky.notification.listNotifications" -> page(
                            request, "notifications", notifications, false);
                    case "app.bsky.feed.getAuthorFeed" -> page(request, "feed", own(), true);
                    case "app.bsky.feed.searchPosts" -> page(request, "posts", search(request), false);
                    case "app.bsky.feed.getPosts" -> getPosts(request);
                    case "com.atproto.repo.uploadBlob" -> uploadBlob(request);
                    case "com.atproto.repo.createRecord" -> createRecord(JSON.readTree(request.text()));
                    case "com.atproto.repo.getRecord" -> getRecord(request);
                    case "com.atproto.repo.deleteRecord" -> deleteRecord(JSON.readTree(request.text()));
                    default -> error(501, "MethodNotImplemented");
                };
        return reply.with("RateLimit-Limit", 3000)
                .with("RateLimit-Remaining", 2999)
                .with("RateLimit-Reset", Instant.now().plusSeconds(300).getEpochSecond());
    }

    private List<ObjectNode> own() {
        return posts.values().stream()
                .filter(view -> view.path("author").path("did").asText().equals(DID))
                .toList();
    }

    private List<ObjectNode> search(Request request) {
        return posts.values().stream()
                .filter(view -> view.path("record").path("text").asText().contains(request.parameter("q")))
                .toList();
    }

    /** Newest first; the cursor is the number of those that are left behind it. */
    private Reply page(Request request, String field, List<ObjectNode> all, boolean wrapped) {
        List<ObjectNode> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(
                view -> Instant.parse(view.path("indexedAt").asText())));
        int limit = Math.min(100, Integer.parseInt(request.query().getOrDefault("limit", "50")));
        int end = Math.min(sorted.size(), Integer.parseInt(request.query().getOrDefault("cursor", "" + sorted.size())));
        int start = Math.max(0, end - limit);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray(field);
        for (int i = end - 1; i >= start; i--) {
            if (wrapped) {
                items.addObject().set("post", sorted.get(i));
            } else {
                items.add(sorted.get(i));
            }
        }
        if (start > 0) {
            page.put("cursor", Integer.toString(start));
        }
        return Reply.json(200, page.toString());
    }

    private Reply getPosts(Request request) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("posts");
        if (posts.containsKey(request.parameter("uris"))) {
            found.add(view(request.parameter("uris")));
        }
        return Reply.json(200, answer.toString());
    }

    private static Reply uploadBlob(Request request) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode blob = answer.putObject("blob").put("$type", "blob");
        blob.putObject("ref").put("$link", "bafkrei" + request.body().length);
        blob.put("mimeType", request.header("content-type").orElse("")).put("size", request.body().length);
        return Reply.json(200, answer.toString());
    }

    /** A key that is taken is answered with 500 by the real server. */
    private Reply createRecord(JsonNode input) {
        String collection = input.path("collection").asText();
        String key = input.path("rkey").asText(Tid.of(Instant.now(), made++));
        String uri = "at://" + DID + "/" + collection + "/" + key;
        if (posts.containsKey(uri)) {
            return error(500, "InternalServerError");
        }
        if (input.path("record").path("text").asText().length() > 3000) {
            return error(400, "InvalidRequest");
        }
        if (collection.equals("app.bsky.feed.post")) {
            keep(uri, DID, HANDLE, (ObjectNode) input.path("record"));
        } else {
            String subject = input.path("record").path("subject").path("uri").asText();
            likes.merge(subject, 1, Integer::sum);
            ourLikes.put(subject, uri);
        }
        return Reply.json(
                200, JSON.createObjectNode().put("uri", uri).put("cid", "bafy").toString());
    }

    private Reply getRecord(Request request) {
        String uri = "at://" + request.parameter("repo") + "/" + request.parameter("collection") + "/"
                + request.parameter("rkey");
        if (!posts.containsKey(uri)) {
            return error(400, "RecordNotFound");
        }
        ObjectNode answer = JSON.createObjectNode().put("uri", uri).put("cid", "bafy");
        answer.set("value", Objects.requireNonNull(posts.get(uri)).path("record"));
        return Reply.json(200, answer.toString());
    }

    private Reply deleteRecord(JsonNode input) {
        String uri = "at://" + input.path("repo").asText() + "/"
                + input.path("collection").asText() + "/" + input.path("rkey").asText();
        posts.remove(uri);
        ourLikes.entrySet().removeIf(like -> {
            boolean taken = like.getValue().equals(uri);
            if (taken) {
                likes.merge(like.getKey(), -1, Integer::sum);
            }
            return taken;
        });
        return Reply.json(200, "{}");
    }
}
