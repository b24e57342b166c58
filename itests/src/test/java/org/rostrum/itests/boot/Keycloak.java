package org.rostrum.itests.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real Keycloak on this machine, which {@code ./rostrum test} starts ({@code itests/peers/keycloak/run}). */
final class Keycloak {
    /** Names the file in which it says that it is up. */
    static final String VARIABLE = "ROSTRUM_TEST_KEYCLOAK";

    static final String REALM = "agency";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final String password;
    private final Path stop;

    private Keycloak(JsonNode said) {
        this.server = said.path("server").asText();
        this.password = said.path("password").asText();
        this.stop = Path.of(said.path("stop").asText());
    }

    /** Waits for it: it is unpacked the first time. */
    static Keycloak whenReady() throws IOException {
        Path out = Path.of(String.valueOf(System.getenv(VARIABLE)));
        String said = Awaitility.await("itests/peers/keycloak/run is ready")
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
        return new Keycloak(JSON.readTree(said.substring("READY ".length())));
    }

    String issuer() {
        return server + "/realms/" + REALM;
    }

    /** Ends the server, or begins it anew with an empty memory, and waits until that is done. */
    void run(boolean wanted) throws IOException {
        if (wanted) {
            Files.deleteIfExists(stop);
        } else {
            Files.createFile(stop);
        }
        Awaitility.await("Keycloak is up: " + wanted)
                .atMost(Duration.ofMinutes(4))
                .until(() -> Files.exists(stop.resolveSibling("stopped")) != wanted);
    }

    private String token() throws IOException, InterruptedException {
        String form = Map.of(
                        "grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", password)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return JSON.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }

    /** A call of its administration for the realm. */
    JsonNode admin(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/admin/realms/" + REALM + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + " → " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    }

    String userId(String name) throws IOException, InterruptedException {
        return admin("GET", "/users?exact=true&username=" + name, null)
                .path(0)
                .path("id")
                .asText();
    }

    String groupId(String path) throws IOException, InterruptedException {
        return admin("GET", "/group-by-path" + path, null).path("id").asText();
    }
}
