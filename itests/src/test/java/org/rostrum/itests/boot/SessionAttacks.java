package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Sessions that somebody else has begun, kept or copied, and changes that pages of other sites ask for. */
final class SessionAttacks {
    private static final String SESSION = Described.ROOT + "/session";
    private static final String ACCOUNTS = Described.ROOT + "/accounts";
    private static final String COOKIE = "rostrumSession";

    private final ExamServer server;
    private final Api api;

    SessionAttacks(ExamServer server) {
        this.server = server;
        this.api = server.api();
    }

    Stream<DynamicTest> all() {
        return Stream.concat(
                Stream.of(
                        dynamicTest("session fixation", this::fixation),
                        dynamicTest("cookie's flags", this::flags),
                        dynamicTest("signing in again ends the session before", this::replaced),
                        dynamicTest("another password ends the other sessions", this::otherPassword),
                        dynamicTest("secrets in the wrong place", this::wrongPlaces),
                        dynamicTest("sign-out", this::signOut),
                        dynamicTest("proof of another session", this::foreignProof),
                        dynamicTest("forged request to SCIM", this::scim)),
                Stream.concat(origins(), overrides()));
    }

    private Api.Answer signIn(Api.User user, Map<String, String> headers) {
        return api.send(
                        Api.Caller.NOBODY,
                        "POST",
                        SESSION,
                        Api.Body.json(Map.of("user", user.name(), "password", user.password())),
                        headers)
                .expect(200);
    }

    private static String cookie(Api.Answer answer) {
        List<String> set = answer.headers().allValues("Set-Cookie");
        assertThat(set).as(answer.toString()).hasSize(1);
        return Objects.requireNonNull(set.get(0));
    }

    private static String secret(Api.Answer answer) {
        String cookie = cookie(answer);
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private Api.User user(String name) {
        return api.newUser(server.admin(), name);
    }

    private void fixation() {
        Api.User victim = user("fixed.session");
        String planted = COOKIE + "=" + "A".repeat(43);
        String given = secret(signIn(victim, Map.of("Cookie", planted)));

        assertThat(given).isNotEqualTo(planted);
        api.get(new Api.Caller(Map.of("Cookie", planted), Map.of()), SESSION).expect(401);
        // a session of the attacker's own is not taken over, either
        Api.User attacker = user("fixing.session");
        String own = secret(signIn(attacker, Map.of()));
        String fresh = secret(signIn(victim, Map.of("Cookie", own)));
        assertThat(fresh).isNotEqualTo(own);
        api.get(new Api.Caller(Map.of("Cookie", own), Map.of()), SESSION).expect(401);
    }

    private void flags() {
        Api.Answer answer = signIn(user("cookie.flags"), Map.of());
        assertThat(cookie(answer))
                .startsWith(COOKIE + "=")
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Domain");
        String secret = secret(answer).substring(COOKIE.length() + 1);
        assertThat(secret).as("256 bits").matches("[A-Za-z0-9_-]{43}");
        assertThat(answer.body()).doesNotContain(secret);
        for (String path : List.of("/", "/console/", SESSION, "/health", "/metrics", "/nothing")) {
            assertThat(api.get(Api.Caller.NOBODY, path).headers().allValues("Set-Cookie"))
                    .as(path)
                    .isEmpty();
        }
    }

    private void replaced() {
        Api.User user = user("signs.in.twice");
        String first = secret(signIn(user, Map.of()));
        String second = secret(signIn(user, Map.of("Cookie", first)));
        api.get(new Api.Caller(Map.of("Cookie", first), Map.of()), SESSION).expect(401);
        api.get(new Api.Caller(Map.of("Cookie", second), Map.of()), SESSION).expect(200);
    }

    private void otherPassword() {
        Api.User user = user("new.password");
        Api.Caller stolen = api.signIn(user.name(), user.password());
        Api.Caller own = api.signIn(user.name(), user.password());
        api.changePassword(own, user.name(), "not the password", "another one for one person")
                .expect(403);
        api.changePassword(own, user.name(), user.password(), "another one for one person")
                .expect(204);
        api.get(stolen, SESSION).expect(401);
    }

    private void wrongPlaces() {
        Api.Answer in = signIn(user("wrong.places"), Map.of());
        String secret = secret(in).substring(COOKIE.length() + 1);
        String token = Objects.requireNonNull(
                        api.token(server.admin(), "accounts:read").always().get("Authorization"))
                .substring("Bearer ".length());
        api.get(Api.Caller.token(secret), SESSION).expect(401);
        api.get(new Api.Caller(Map.of("Cookie", COOKIE + "=" + token), Map.of()), SESSION)
                .expect(401);
        for (String query : List.of("access_token=" + token, "token=" + token, COOKIE + "=" + secret)) {
            assertThat(api.get(Api.Caller.NOBODY, ACCOUNTS + "?" + query).status())
                    .isIn(400, 401);
            assertThat(api.get(Api.Caller.NOBODY, ACCOUNTS + ";" + query).status())
                    .isIn(400, 401, 404);
        }
    }

    private void signOut() {
        Api.Answer in = signIn(user("signs.out"), Map.of());
        Api.Caller session =
                Api.Caller.session(secret(in), in.json().path("csrf").asText());
        Api.Answer out = api.send(session, "DELETE", SESSION, null, Map.of()).expect(204);
        assertThat(cookie(out)).startsWith(COOKIE + "=;").contains("Max-Age=0", "HttpOnly");
        api.get(session, SESSION).expect(401);
    }

    private void foreignProof() {
        Api.User other = user("other.proof");
        String foreign = signIn(other, Map.of()).json().path("csrf").asText();
        assertThat(create(server.admin().proving(foreign), Map.of(), "application/json")
                        .status())
                .isEqualTo(403);
    }

    private void scim() {
        Api.Body user = new Api.Body(
                "application/scim+json",
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"forged.user\"}");
        for (Map<String, String> headers :
                List.of(Map.<String, String>of(), Map.of("Origin", "https://evil.example"))) {
            Api.Answer answer = api.send(server.admin().proving(null), "POST", "/scim/v2/Users", user, headers);
            assertThat(answer.status()).as(answer.toString()).isIn(401, 403);
        }
        api.get(server.admin(), Described.ROOT + "/users/forged.user").expect(404);
    }

    private Api.Answer create(Api.Caller caller, Map<String, String> headers, String type) {
        return api.send(
                caller, "POST", ACCOUNTS, new Api.Body(type, "{\"id\":\"forged\",\"name\":\"Forged\"}"), headers);
    }

    /** With everything that the browser of the victim would send by itself, and even the proof. */
    private Stream<DynamicTest> origins() {
        int port = server.ports().http();
        Stream<DynamicTest> forged = Stream.of(
                        Map.of("Origin", "null"),
                        Map.of("Origin", "https://evil.example"),
                        Map.of("Origin", "http://127.0.0.1:" + (port + 1)),
                        Map.of("Origin", "http://127.0.0.1.evil.example:" + port),
                        Map.of("Origin", "http://127.0.0.1:" + port + "@evil.example"),
                        Map.of("Origin", "http://localhost:" + port),
                        Map.of("Origin", "file://"),
                        Map.of("Origin", ""),
                        Map.of("Sec-Fetch-Site", "cross-site"),
                        Map.of("Sec-Fetch-Site", "same-site"))
                .map(headers -> dynamicTest("forged request with " + headers, () -> {
                    Api.Answer answer = create(server.admin(), headers, "application/json");
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
                    api.get(server.admin(), ACCOUNTS + "/forged").expect(404);
                }));
        Stream<DynamicTest> simple = Stream.of(
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "text/plain; application/json",
                        "application/json+x")
                .map(type -> dynamicTest("forged request of type " + type, () -> {
                    assertThat(create(server.admin().proving(null), Map.of(), type)
                                    .status())
                            .isEqualTo(403);
                    assertThat(create(server.admin(), Map.of(), type).status()).isEqualTo(415);
                    api.get(server.admin(), ACCOUNTS + "/forged").expect(404);
                }));
        return Stream.concat(forged, simple);
    }

    /** What looks like reading changes nothing, whatever else the request says of its method. */
    private Stream<DynamicTest> overrides() {
        return Stream.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")
                .map(name -> dynamicTest("method by " + name, () -> {
                    Api.User user = user("override."
                            + name.toLowerCase(java.util.Locale.ROOT).replace("_", "q-"));
                    Api.Answer in = signIn(user, Map.of());
                    Api.Caller session = new Api.Caller(Map.of("Cookie", secret(in)), Map.of());
                    for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                        if (name.startsWith("_")) {
                            api.send(session, method, SESSION + "?_method=DELETE", null, Map.of());
                        } else {
                            api.send(session, method, SESSION, null, Map.of(name, "DELETE"));
                        }
                    }
                    api.get(session, SESSION).expect(200);
                }));
    }
}
