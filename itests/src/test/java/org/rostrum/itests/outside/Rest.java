package org.rostrum.itests.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A server's REST API, as a program with a token uses it. */
final class Rest {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI api;
    private final String token;

    private Rest(URI api, String token) {
        this.api = api;
        this.token = token;
    }

    /** An answer of whatever kind. */
    record Answer(int status, JsonNode body) {
        /** The body of an answer that is no error. */
        JsonNode good() throws IOException {
            if (status >= 400) {
                throw new IOException("Refused with " + status + ": " + body);
            }
            return body;
        }
    }

    /** Signs in, replaces the password as a first one must be, and makes a token, which outlives the server's process. */
    static Rest signedIn(URI url, String user, String password) throws IOException, InterruptedException {
        URI api = url.resolve("/api/v1/");
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        JsonNode session = answer(browser.send(
                        json(api.resolve("session"), Map.of("user", user, "password", password))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()))
                .good();
        String csrf = session.path("csrf").asText();
        answer(browser.send(
                        HttpRequest.newBuilder(api.resolve("users/" + user + "/password"))
                                .header("Content-Type", "application/json")
                                .header("X-Rostrum-Csrf", csrf)
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(
                                        Map.of("currentPassword", password, "newPassword", "of " + UUID.randomUUID()))))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()))
                .good();
        JsonNode made = answer(browser.send(
                        json(api.resolve("tokens"), Map.of("name", "test"))
                                .header("X-Rostrum-Csrf", csrf)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()))
                .good();
        return new Rest(api, made.path("secret").asText());
    }

    static Rest withToken(URI url, String token) {
        return new Rest(url.resolve("/api/v1/"), token);
    }

    private static HttpRequest.Builder json(URI uri, Object body) throws IOException {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api.resolve(path))
                        .timeout(Duration.ofMinutes(1))
                        .GET())
                .good();
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(json(api.resolve(path), body)).good();
    }

    /** Sends a file as it is. */
    Answer upload(String path, Path file) throws IOException, InterruptedException {
        try {
            return send(HttpRequest.newBuilder(api.resolve(path))
                    .timeout(Duration.ofMinutes(2))
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofFile(file)));
        } catch (FileNotFoundException gone) {
            throw new IllegalArgumentException(gone);
        }
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return answer(http.send(
                request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    private static Answer answer(HttpResponse<byte[]> response) throws IOException {
        return new Answer(
                response.statusCode(),
                response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body()));
    }

    /** All items of a list, page by page. */
    List<JsonNode> all(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String next = path + (path.contains("?") ? "&" : "?") + "limit=500";
        for (String page = next; page != null; ) {
            JsonNode answer = get(page);
            answer.path("items").forEach(items::add);
            page = answer.hasNonNull("nextCursor")
                    ? next + "&cursor=" + answer.path("nextCursor").asText()
                    : null;
        }
        return items;
    }

    /** An answer of one JSON object a line. */
    List<JsonNode> lines(String path) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = http.send(
                HttpRequest.newBuilder(api.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<String> all = response.body()) {
            for (String line : (Iterable<String>) all::iterator) {
                lines.add(JSON.readTree(line));
            }
        }
        if (response.statusCode() != 200) {
            throw new IOException("Refused with " + response.statusCode() + ": " + lines);
        }
        return lines;
    }
}
