package org.rostrum.itests.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server's web interface, for callers of all kinds. */
final class Api {
    static final String CSRF = "X-Rostrum-Csrf";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI server;

    Api(int port) {
        this.server = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Who asks.
     *
     * @param always headers of every request
     * @param changing headers of requests that change something, besides
     */
    record Caller(Map<String, String> always, Map<String, String> changing) {
        static final Caller NOBODY = new Caller(Map.of(), Map.of());

        static Caller token(String secret) {
            return new Caller(Map.of("Authorization", "Bearer " + secret), Map.of());
        }

        static Caller session(String cookie, String csrf) {
            return new Caller(Map.of("Cookie", cookie), Map.of(CSRF, csrf));
        }

        /** The same session, with another header against forged requests; null for none. */
        Caller proving(@Nullable String csrf) {
            return new Caller(always, csrf == null ? Map.of() : Map.of(CSRF, csrf));
        }
    }

    /** What goes with a request. */
    record Body(String type, String content) {
        static Body json(Object value) {
            try {
                return new Body("application/json", JSON.writeValueAsString(value));
            } catch (JsonProcessingException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
    }

    /** What came back. */
    record Answer(String request, int status, HttpHeaders headers, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException other) {
                throw new AssertionError(this + " is no JSON", other);
            }
        }

        String type() {
            return headers.firstValue("Content-Type").orElse("");
        }

        /** The answer, when it is the one that everything else depends on. */
        Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("Not " + wanted + " but " + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return request + " → " + status + " " + type() + " " + body;
        }
    }

    Answer get(Caller caller, String path) {
        return send(caller, "GET", path, null, Map.of());
    }

    Answer post(Caller caller, String path, Object body) {
        return send(caller, "POST", path, Body.json(body), Map.of());
    }

    Answer send(Caller caller, String method, String path, @Nullable Body body, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(caller.always());
        if (!SAFE.contains(method)) {
            headers.putAll(caller.changing());
        }
        headers.putAll(more);
        if (body != null) {
            headers.put("Content-Type", body.type());
        }
        return send(
                method,
                path,
                headers,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.content()));
    }

    /** Sends a file as it is. */
    Answer upload(Caller caller, String path, Path file) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(caller.always());
        headers.putAll(caller.changing());
        headers.put("Content-Type", "application/octet-stream");
        return send("POST", path, headers, HttpRequest.BodyPublishers.ofFile(file));
    }

    private Answer send(String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (IOException failure) {
            throw new AssertionError(method + " " + path + " was not answered: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Opens a session. */
    Caller signIn(String user, String password) {
        Answer answer = post(Caller.NOBODY, "/api/v1/session", Map.of("user", user, "password", password))
                .expect(200);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return Caller.session(
                cookie.substring(0, cookie.indexOf(';')),
                answer.json().path("csrf").asText());
    }

    /** Makes a token of the caller that may only do this. */
    Caller token(Caller caller, String... permissions) {
        return Caller.token(post(
                        caller,
                        "/api/v1/tokens",
                        Map.of("name", String.join(" ", permissions), "permissions", List.of(permissions)))
                .expect(201)
                .json()
                .path("secret")
                .asText());
    }

    /** Somebody who can sign in. */
    record User(String name, String password) {}

    /** Makes a user, whose password is his own already. */
    User newUser(Caller admin, String name, String... roles) {
        String once = post(admin, "/api/v1/users", Map.of("name", name, "roles", List.of(roles)))
                .expect(201)
                .json()
                .path("oneTimePassword")
                .asText();
        User user = new User(name, "known to one person alone");
        changePassword(signIn(name, once), name, once, user.password()).expect(204);
        return user;
    }

    /** Replaces somebody's own password. */
    Answer changePassword(Caller caller, String user, String current, String wanted) {
        return send(
                caller,
                "PUT",
                "/api/v1/users/" + user + "/password",
                Body.json(Map.of("currentPassword", current, "newPassword", wanted)),
                Map.of());
    }
}
