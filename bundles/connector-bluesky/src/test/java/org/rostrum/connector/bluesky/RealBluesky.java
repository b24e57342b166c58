package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkRelay;

/**
 * The real network on this machine ({@code itests/peers/bluesky/run}) behind a relay that can get into trouble. Each has an account of
 * its own.
 */
final class RealBluesky extends NetworkRelay {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String ADMIN =
            "Basic " + Base64.getEncoder().encodeToString("admin:admin-pass".getBytes(StandardCharsets.UTF_8));
    private static final String POSTS = "app.bsky.feed.post";

    private final Account ours;
    private final Account customer;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private int awaited;

    /** Somebody on the network. */
    record Account(String did, String handle, String password, String token) {}

    /** @param seen whether the server stands in the network, so that the app view shows its accounts */
    RealBluesky(String server, boolean seen) throws IOException {
        super(server);
        this.ours = account("acme");
        this.customer = account("jane");
        if (seen) {
            Awaitility.await("the app view knows the account").atMost(LONGEST).until(this::isKnown);
        }
    }

    private boolean isKnown() {
        return send(HttpRequest.newBuilder(URI.create(server() + "/xrpc/app.bsky.actor.getProfile?actor=" + ours.did))
                                .header("Authorization", "Bearer " + ours.token)
                                .build())
                        .statusCode()
                == 200;
    }

    Account ours() {
        return ours;
    }

    private Account account(String name) {
        String handle = name
                + Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36, 1L << 40), 36) + ".test";
        String password = "geheim-" + ThreadLocalRandom.current().nextLong(1L << 60);
        JsonNode made = call(
                null,
                "com.atproto.server.createAccount",
                JSON.createObjectNode()
                        .put("email", handle + "@example.test")
                        .put("handle", handle)
                        .put("password", password));
        return new Account(
                made.path("did").asText(),
                handle,
                password,
                made.path("accessJwt").asText());
    }

    /** The account's tokens are learned from what passes. */
    @Override
    protected Reply reply(Request request) {
        Reply reply = super.reply(request);
        if (request.path().endsWith("Session") && reply.status() == 200) {
            learn(reply.body());
        }
        return reply;
    }

    private void learn(byte[] session) {
        try {
            JsonNode json = JSON.readTree(session);
            for (String token : List.of("accessJwt", "refreshJwt")) {
                if (json.hasNonNull(token)) {
                    tokens.add(json.path(token).asText());
                }
            }
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private JsonNode call(@Nullable String authorization, String method, @Nullable JsonNode input) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server() + "/xrpc/" + method));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (input != null) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(input.toString()));
        }
        HttpResponse<byte[]> answer = send(request.build());
        try {
            JsonNode json = answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(method + ": " + answer.statusCode() + " " + json);
            }
            return json;
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private String create(Account who, String collection, ObjectNode record) {
        record.put("$type", collection).put("createdAt", Instant.now().toString());
        return call(
                        "Bearer " + who.token,
                        "com.atproto.repo.createRecord",
                        JSON.createObjectNode()
                                .put("repo", who.did)
                                .put("collection", collection)
                                .set("record", record))
                .path("uri")
                .asText();
    }

    @Override
    public String say(String text) {
        String mention = "@" + ours.handle;
        ObjectNode record = JSON.createObjectNode().put("text", mention + " " + text);
        ObjectNode facet = record.putArray("facets").addObject();
        facet.putObject("index").put("byteStart", 0).put("byteEnd", mention.length());
        facet.putArray("features")
                .addObject()
                .put("$type", "app.bsky.richtext.facet#mention")
                .put("did", ours.did);
        awaited++;
        return create(customer, POSTS, record);
    }

    @Override
    public void settle() {
        Awaitility.await("the app view knows all").atMost(LONGEST).until(() -> {
            int unread = call("Bearer " + ours.token, "app.bsky.notification.getUnreadCount", null)
                    .path("count")
                    .asInt();
            int listed = call("Bearer " + ours.token, "app.bsky.feed.getAuthorFeed?limit=100&actor=" + ours.did, null)
                    .path("feed")
                    .size();
            return unread >= awaited && listed >= said().size();
        });
    }

    @Override
    public List<Said> said() {
        List<Said> said = new ArrayList<>();
        for (JsonNode record : call(
                        null,
                        "com.atproto.repo.listRecords?limit=100&reverse=true&collection=" + POSTS + "&repo=" + ours.did,
                        null)
                .path("records")) {
            said.add(new Said(
                    record.path("uri").asText(),
                    record.path("value").path("text").asText(),
                    record.path("value")
                            .path("reply")
                            .path("parent")
                            .path("uri")
                            .asText(null)));
        }
        return said;
    }

    @Override
    protected boolean publishes(Request request) {
        return request.path().endsWith("com.atproto.repo.createRecord");
    }

    @Override
    public void like(String networkId, int times) {
        settle();
        String cid = post(networkId).path("cid").asText();
        for (int i = 0; i < times; i++) {
            ObjectNode like = JSON.createObjectNode();
            like.putObject("subject").put("uri", networkId).put("cid", cid);
            create(account("fan"), "app.bsky.feed.like", like);
            awaited++;
        }
        Awaitility.await("likes are counted")
                .atMost(LONGEST)
                .until(() -> post(networkId).path("likeCount").asInt() >= times);
    }

    private JsonNode post(String uri) {
        return call("Bearer " + ours.token, "app.bsky.feed.getPosts?uris=" + uri, null)
                .path("posts")
                .path(0);
    }

    /** Tokens of a session hold for hours, whatever becomes of the password: only taking the account down ends them. */
    @Override
    public void revoke() {
        ObjectNode input = JSON.createObjectNode();
        input.putObject("subject")
                .put("$type", "com.atproto.admin.defs#repoRef")
                .put("did", ours.did);
        input.putObject("takedown").put("applied", true).put("ref", "test");
        call(ADMIN, "com.atproto.admin.updateSubjectStatus", input);
    }

    @Override
    public Set<String> secrets() {
        Set<String> secrets = new java.util.HashSet<>(tokens);
        secrets.add(ours.password);
        return secrets;
    }
}
