package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.rostrum.itests.boot.probe.BrokenResource;

/** What gets out: secrets in answers, log and trail; the inside of the server in errors; and what gets into the log. */
final class LeakAttacks {
    private static final String ROOT = Described.ROOT;
    private static final String CANARY = "canary-Sk7dPq2vLm9x-";
    private static final String FORGED = "2001-02-03T04:05:06.789Z ERROR";
    private static final String INJECTED = "x\r\n" + FORGED + " forged\n\u001b[31m\u2028" + FORGED + "\u0085" + FORGED;

    private final ExamServer server;
    private final Described described;
    private final Api api;
    private final List<String> secrets = new ArrayList<>();

    LeakAttacks(ExamServer server, Described described) {
        this.server = server;
        this.described = described;
        this.api = server.api();
    }

    Stream<DynamicTest> all() {
        return Stream.of(
                        Stream.of(
                                dynamicTest("an error tells nothing of the inside", this::broken),
                                dynamicTest("secrets of people", this::people),
                                dynamicTest("secrets of channels", this::channels)),
                        injections(),
                        described.operations().stream()
                                .filter(operation -> operation.method().equals("GET"))
                                .filter(operation -> !operation.namesAThing())
                                .map(operation -> dynamicTest("secrets in " + operation, () -> answers(operation))),
                        Stream.of(
                                dynamicTest("secrets in the log", this::log),
                                dynamicTest("secrets in health and metrics", this::observed),
                                dynamicTest("secrets in names of threads", this::threads),
                                dynamicTest("forged lines in the log", this::forged)))
                .flatMap(tests -> tests);
    }

    private void broken() throws IOException {
        Jars.bundle("attack.broken", "1.0.0")
                .header("Import-Package", "jakarta.ws.rs,jakarta.ws.rs.core,org.rostrum.api.security")
                .component(
                        BrokenResource.class,
                        BrokenResource.class,
                        "<property name=\"osgi.jakartars.resource\" type=\"Boolean\" value=\"true\"/>")
                .writeTo(server.deploy().resolve("attack-broken.jar"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(Api.Caller.NOBODY, ROOT + "/broken").status() == 500);
        Api.Answer answer = api.get(Api.Caller.NOBODY, ROOT + "/broken");
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body())
                .doesNotContain(BrokenResource.INSIDE)
                .doesNotContain("Exception")
                .doesNotContain("org.rostrum")
                .doesNotContain("\tat ");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        Files.delete(server.deploy().resolve("attack-broken.jar"));
    }

    private String canary(String where) {
        String secret = CANARY + where;
        secrets.add(secret);
        return secret;
    }

    private void people() {
        Api.Caller admin = server.admin();
        Map<String, Object> user = new HashMap<>(Map.of("name", "leaking.person"));
        user.put("password", canary("first"));
        api.post(admin, ROOT + "/users", user).expect(201);
        Api.Caller session = api.signIn("leaking.person", canary("first"));
        api.changePassword(session, "leaking.person", canary("first"), canary("second"))
                .expect(204);
        api.changePassword(session, "leaking.person", canary("wrong"), canary("third"))
                .expect(403);
        secrets.add(Objects.requireNonNull(session.always().get("Cookie")).substring("rostrumSession=".length()));
        Api.Caller token = api.token(admin, "accounts:read");
        secrets.add(Objects.requireNonNull(token.always().get("Authorization")).substring("Bearer ".length()));
        api.get(token, ROOT + "/accounts").expect(200);
        // people type passwords into the wrong field
        Api.Answer swapped =
                api.post(Api.Caller.NOBODY, ROOT + "/session", Map.of("user", canary("swapped"), "password", "x"));
        assertThat(swapped.body()).doesNotContain(CANARY);
        assertThat(api.get(Api.Caller.token("rst_" + canary("token")), ROOT + "/session")
                        .body())
                .doesNotContain(CANARY);
    }

    /** Every secret setting of every connector that is there. */
    private void channels() {
        for (JsonNode connector :
                api.get(server.admin(), ROOT + "/connectors").json().path("items")) {
            JsonNode properties = connector.path("settings").path("properties");
            Map<String, String> settings = new HashMap<>();
            connector
                    .path("settings")
                    .path("required")
                    .forEach(name -> settings.put(name.asText(), "https://example.org"));
            properties.properties().forEach(property -> {
                if (property.getValue().path("writeOnly").asBoolean()) {
                    settings.put(property.getKey(), canary(property.getKey()));
                }
            });
            Api.Answer answer = api.post(
                    server.admin(),
                    ROOT + "/channels",
                    Map.of(
                            "accountId",
                            "attack-files",
                            "connector",
                            connector.path("type").asText(),
                            "name",
                            "leaking " + connector.path("type").asText(),
                            "settings",
                            settings));
            assertThat(answer.body()).doesNotContain(CANARY);
            Api.Answer tried = api.post(
                    server.admin(),
                    ROOT + "/connectors/" + connector.path("type").asText() + "/checks",
                    Map.of("settings", settings));
            assertThat(tried.body()).as(tried.toString()).doesNotContain(CANARY);
        }
    }

    private void answers(Described.Operation operation) {
        String path = operation.path("1");
        if (operation.queries().contains("limit")) {
            path += (path.contains("?") ? "&" : "?") + "limit=100";
        }
        assertClean(api.get(server.admin(), path).body());
    }

    private void assertClean(String text) {
        for (String secret : secrets) {
            assertThat(text.contains(secret)).as("%s in %.3000s", secret, text).isFalse();
        }
        assertThat(text).doesNotContain(ExamServer.ADMINS_PASSWORD).doesNotContain("known to one person alone");
        assertThat(text).doesNotContain("$argon2id$");
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(Objects.requireNonNull(server.log().getParent()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
            }
        }
        return text.toString();
    }

    private void log() throws IOException {
        assertClean(logs());
    }

    private void observed() {
        assertClean(api.get(Api.Caller.NOBODY, "/health").body());
        assertClean(api.get(Api.Caller.NOBODY, "/metrics").body());
    }

    private void threads() throws IOException, InterruptedException {
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                        Long.toString(server.process().pid()),
                        "Thread.print")
                .redirectErrorStream(true)
                .start();
        String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(dump.waitFor()).as(text).isZero();
        assertThat(text).contains("rostrum-");
        assertClean(text);
    }

    /** Every text of every body, and what else a request can say. */
    private Stream<DynamicTest> injections() {
        String encoded = "%0d%0a2001-02-03T04:05:06.789Z%20ERROR%20forged%1b%5b31m";
        return Stream.concat(
                described.operations().stream()
                        .filter(Described.Operation::takesJson)
                        .map(operation -> dynamicTest(
                                "log injection: " + operation,
                                () -> described.withText(operation, INJECTED).forEach(body -> {
                                    Api.Answer answer = api.send(
                                            server.admin(),
                                            operation.method(),
                                            operation.path("1"),
                                            Described.send(body.getValue()),
                                            Map.of("If-Match", "\"1\""));
                                    assertThat(answer.status())
                                            .as("%s of %s", body, answer)
                                            .isLessThan(500);
                                }))),
                Stream.of(
                                "/api/v1/accounts/" + encoded,
                                "/api/v1/users/x/rights?" + encoded,
                                "/api/v1/" + encoded,
                                "/console/" + encoded,
                                "/plugins/" + encoded + "?" + encoded)
                        .map(path -> dynamicTest("log injection: " + path, () -> assertThat(api.send(
                                                server.admin(),
                                                "GET",
                                                path,
                                                null,
                                                Map.of("User-Agent", "x\t" + FORGED, "X-Forwarded-For", "x " + FORGED))
                                        .status())
                                .isLessThan(500))));
    }

    private void forged() throws IOException {
        String logs = logs();
        assertThat(Log.complaints(server.log()))
                .as("anybody could fill the log")
                .noneMatch(line -> line.contains("org.eclipse.jetty"));
        assertThat(logs).doesNotContain("\u001b");
        assertThat(logs.split("[\\r\\n\\u0085\\u000b\\u000c]", -1)).noneMatch(line -> line.startsWith(FORGED));
    }
}
