package org.rostrum.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The server as a signed-in person sees it: its REST API. */
final class Rostrum {
    static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration POLL = Duration.ofMillis(250);

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI api;
    private String csrf = "";

    Rostrum(URI url) {
        this.api = url.resolve("/api/v1/");
    }

    /** The server said no. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    void signIn(String user, String password) throws IOException, InterruptedException {
        csrf = post("session", Map.of("user", user, "password", password))
                .path("csrf")
                .asText();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api.resolve(path)).GET());
    }

    /** What is not JSON, as it is. */
    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(api.resolve(path))
                        .timeout(Duration.ofMinutes(5))
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            throw new RefusedException("GET " + path + " was answered with " + response.statusCode());
        }
        return response.body();
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** Sends a stream as it is. */
    JsonNode upload(String path, Supplier<InputStream> content) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofInputStream(content)));
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.header("Accept", "application/json")
                .header("X-Rostrum-Csrf", csrf)
                .timeout(Duration.ofMinutes(5))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = response.body().length == 0 ? JSON.missingNode() : JSON.readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new RefusedException(request.method() + " " + request.uri().getPath() + " was answered with "
                    + response.statusCode() + ": " + body.path("detail").asText() + " "
                    + body.path("remedy").asText());
        }
        return body;
    }

    /**
     * Asks again and again until the answer is good.
     *
     * @throws IOException when it is not within the time
     */
    JsonNode await(String what, String path, Duration most, Predicate<JsonNode> good)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        JsonNode answer = get(path);
        while (!good.test(answer)) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "Waited " + most.toSeconds() + " s for " + what + "; the last answer was " + answer);
            }
            Thread.sleep(POLL.toMillis());
            answer = get(path);
        }
        return answer;
    }
}
