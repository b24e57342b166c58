package org.rostrum.itests.outside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** The real network on this machine, which {@code ./rostrum test} starts ({@code itests/peers/bluesky/run}), and people on it. */
final class BlueskyNetwork {
    /** Names the file in which the network says that it is up. */
    static final String VARIABLE = "ROSTRUM_TEST_BLUESKY";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;

    private BlueskyNetwork(String server) {
        this.server = server;
    }

    /** Somebody on the network. */
    record Person(String did, String handle, String password, String token) {}

    /** Waits for it: installing it the first time takes minutes. */
    static BlueskyNetwork whenReady() throws JsonProcessingException {
        Path out = Path.of(String.valueOf(System.getenv(VARIABLE)));
        String said = Awaitility.await("itests/peers/bluesky/run is ready")
                .atMost(Duration.ofMinutes(10))
                .until(
                        () -> Files.readString(out)
                                .lines()
                                .filter(line -> line.startsWith("READY ") || line.startsWith("FAILED"))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
        if (!said.startsWith("READY ")) {
            throw new IllegalStateException("The peer could not be started; its log lies beside " + out);
        }
        return new BlueskyNetwork(
                JSON.readTree(said.substring("READY ".length())).path("pds").asText());
    }

    String server() {
        return server;
    }

    Person person(String name) throws IOException, InterruptedException {
        String handle = name + ThreadLocalRandom.current().nextInt(100_000, 1_000_000) + ".test";
        String password = "geheim-" + ThreadLocalRandom.current().nextLong(1L << 60);
        JsonNode made = call(
                "",
                "com.atproto.server.createAccount",
                Map.of("email", handle + "@example.test", "handle", handle, "password", password));
        Person person = new Person(
                made.path("did").asText(),
                handle,
                password,
                made.path("accessJwt").asText());
        Awaitility.await("the app view knows " + handle)
                .atMost(Duration.ofSeconds(30))
                .until(() -> isKnown(person));
        return person;
    }

    private boolean isKnown(Person person) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server + "/xrpc/app.bsky.actor.getProfile?actor=" + person.did))
                .header("Authorization", "Bearer " + person.token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Says something to somebody; gives its id. */
    String mention(Person by, Person whom, String text) throws IOException, InterruptedException {
        String name = "@" + whom.handle;
        ObjectNode record = JSON.createObjectNode()
                .put("$type", "app.bsky.feed.post")
                .put("text", name + " " + text)
                .put("createdAt", Instant.now().toString());
        ObjectNode facet = record.putArray("facets").addObject();
        facet.putObject("index").put("byteStart", 0).put("byteEnd", name.length());
        facet.putArray("features")
                .addObject()
                .put("$type", "app.bsky.richtext.facet#mention")
                .put("did", whom.did);
        return call(
                        by.token,
                        "com.atproto.repo.createRecord",
                        Map.of("repo", by.did, "collection", "app.bsky.feed.post", "record", record))
                .path("uri")
                .asText();
    }

    private JsonNode call(String token, String method, Map<String, ?> input) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/xrpc/" + method))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(input)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(method + ": " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}
