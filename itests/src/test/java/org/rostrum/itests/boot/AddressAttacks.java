package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Addresses that people enter, by which the server would ask servers that it alone can reach; and what hostile servers answer. */
final class AddressAttacks {
    private static final String ROOT = Described.ROOT;
    private static final String ACCOUNT = "attack-addresses";
    /** Settings, and properties of bodies, that hold an address or the name of a host. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?i).*(url|uri|server|site|host|api|address|hub|service|uploads|issuer|endpoint).*");
    /** Where the port of the server inside belongs stands %d. */
    private static final List<String> INSIDE = List.of(
            "http://127.0.0.1:%d/",
            "http://localhost:%d/",
            "http://localhost.:%d/",
            "http://LOCALHOST:%d/",
            "http://[::1]:%d/",
            "http://[::ffff:127.0.0.1]:%d/",
            "http://[::ffff:7f00:1]:%d/",
            "http://[64:ff9b::7f00:1]:%d/",
            "http://[::]:%d/",
            "http://0.0.0.0:%d/",
            "http://0:%d/",
            "http://127.1:%d/",
            "http://2130706433:%d/",
            "http://0x7f000001:%d/",
            "http://0177.0.0.1:%d/",
            "http://127.255.255.254:%d/",
            "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460:%d/",
            "http://127\u30020\u30020\u30021:%d/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[fd00:ec2::254]/latest/meta-data/",
            "http://10.0.0.1/",
            "http://192.168.0.1/",
            "http://example.org@127.0.0.1:%d/",
            "http://example.org:80@127.0.0.1:%d/",
            "http://127.0.0.1:%d#@example.org/",
            "http://127.0.0.1:%d\\@example.org/",
            "http://127.0.0.1%%2523@example.org:%d/",
            "//127.0.0.1:%d/",
            "file:///etc/passwd",
            "gopher://127.0.0.1:%d/",
            "jar:http://127.0.0.1:%d/x.jar!/",
            "ldap://127.0.0.1:%d/",
            "ftp://127.0.0.1:%d/",
            "netdoc:///etc/passwd",
            "data:text/xml,<rss/>");

    private final ExamServer server;
    private final Api api;
    private final Described described;
    private final Decoy decoy;
    private final List<JsonNode> connectors = new ArrayList<>();
    private int channels;

    AddressAttacks(ExamServer server, Described described, Decoy decoy) throws IOException {
        this.server = server;
        this.api = server.api();
        this.described = described;
        this.decoy = decoy;
        api.post(server.admin(), ROOT + "/accounts", Map.of("id", ACCOUNT, "name", ACCOUNT))
                .expect(201);
        install();
        Files.writeString(
                server.home().resolve("etc/org.rostrum.http.cfg"), "allowedPrivateHosts = " + Decoy.OPEN + "\n");
        Map<String, String> good = Map.of("url", decoy.open("/good"));
        await("the server that may be called")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> check("feed", good).json().path("ok").asBoolean());
    }

    /** The other connectors come with the distribution, and are installed by those who want them. */
    private void install() throws IOException {
        try (Ssh ssh = new Ssh(server.ports().ssh())) {
            ssh.run(
                    "admin",
                    ExamServer.ADMINS_PASSWORD,
                    "feature:install rostrum-connector-mastodon rostrum-connector-wordpress rostrum-connector-bluesky"
                            + " rostrum-connector-mail rostrum-connector-telegram rostrum-connector-webhook");
        }
        await("connectors").atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode items =
                    api.get(server.admin(), ROOT + "/connectors").json().path("items");
            connectors.clear();
            items.forEach(connectors::add);
            return connectors.size() >= 7;
        });
    }

    Stream<DynamicTest> all() {
        return Stream.of(feeds(), otherConnectors(), otherInput(), redirects(), answers(), untouched())
                .flatMap(tests -> tests);
    }

    private String at(String form) {
        return form.contains("%d") ? form.formatted(decoy.port()) : form;
    }

    private Stream<DynamicTest> feeds() {
        return INSIDE.stream()
                .map(form -> dynamicTest("feed at " + form, () -> refused("feed", Map.of("url", at(form)))));
    }

    /** Every setting of every connector that looks like an address, alone. */
    private Stream<DynamicTest> otherConnectors() {
        return connectors.stream()
                .filter(connector -> !connector.path("type").asText().equals("feed"))
                .flatMap(connector -> connector.path("settings").path("properties").properties().stream()
                        .filter(property -> ADDRESS.matcher(property.getKey()).matches())
                        .filter(property ->
                                property.getValue().path("type").asText().equals("string"))
                        .filter(property -> !property.getValue().has("oneOf"))
                        .flatMap(property -> Stream.of("http://127.0.0.1:%d", "https://localhost:%d", "127.0.0.1")
                                .map(form -> dynamicTest(
                                        connector.path("type").asText() + " with " + property.getKey() + " " + form,
                                        () -> refused(
                                                connector.path("type").asText(),
                                                settings(connector, property.getKey(), at(form)))))));
    }

    private static Map<String, String> settings(JsonNode connector, String name, String address) {
        Map<String, String> settings = new HashMap<>();
        for (JsonNode required : connector.path("settings").path("required")) {
            settings.put(required.asText(), "someone@example.org");
        }
        if (connector.path("settings").path("properties").has("imapPort")) {
            settings.put("imapHost", "mail.invalid");
        }
        settings.put(name, address);
        return settings;
    }

    /** Made and checked, or refused as it is made; a channel each, as one may be checked only now and then. */
    private Api.Answer check(String connector, Map<String, String> settings) {
        channels++;
        Api.Answer made = api.post(
                server.admin(),
                ROOT + "/channels",
                Map.of(
                        "accountId",
                        ACCOUNT,
                        "connector",
                        connector,
                        "name",
                        "attack " + channels,
                        "settings",
                        settings));
        if (made.status() != 201) {
            return made;
        }
        String path = ROOT + "/channels/" + made.json().path("id").asText();
        List<Api.Answer> last = new ArrayList<>();
        await("turn")
                .atMost(Duration.ofSeconds(70))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    last.add(api.send(server.admin(), "POST", path + "/checks", null, Map.of()));
                    return last.get(last.size() - 1).status() != 429;
                });
        api.send(
                server.admin(),
                "DELETE",
                path,
                null,
                Map.of("If-Match", "\"" + made.json().path("version").asText() + "\""));
        return last.get(last.size() - 1);
    }

    private void refused(String connector, Map<String, String> settings) {
        int before = decoy.calls();
        Api.Answer answer = check(connector, settings);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 400);
        if (answer.status() == 200) {
            assertThat(answer.json().path("ok").asBoolean())
                    .as(answer.toString())
                    .isFalse();
        }
        assertThat(answer.body()).doesNotContain("root:");
        assertThat(decoy.calls()).as(answer.toString()).isEqualTo(before);
    }

    /** Every property of every body that looks like an address. */
    private Stream<DynamicTest> otherInput() {
        return described.operations().stream()
                .filter(Described.Operation::takesJson)
                .flatMap(operation -> described.withText(operation, at("http://127.0.0.1:%d/")).stream()
                        .filter(body -> ADDRESS.matcher(body.getKey()).matches())
                        .map(body -> dynamicTest(
                                body.getKey() + " of " + operation, () -> called(operation, body.getValue()))));
    }

    private void called(Described.Operation operation, ObjectNode body) {
        Api.Answer answer = api.send(
                server.admin(),
                operation.method(),
                operation.path("1"),
                Described.send(body),
                Map.of("If-Match", "\"1\""));
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
        assertThat(decoy.calls()).as(answer.toString()).isZero();
    }

    private Stream<DynamicTest> redirects() {
        return Stream.of(
                        "http://127.0.0.1:%d/",
                        "http://localhost:%d/",
                        "//127.0.0.1:%d/",
                        "http://169.254.169.254/",
                        "file:///etc/passwd",
                        "http://user@127.0.0.1:%d/")
                .map(form -> dynamicTest(
                        "redirect to " + form, () -> refused("feed", Map.of("url", decoy.open("/to?" + at(form))))));
    }

    private Stream<DynamicTest> answers() {
        return Stream.of("/file", "/entity", "/parameter", "/laughs", "/deep", "/bomb")
                .map(path -> dynamicTest("feed that answers with " + path, () -> {
                    refused("feed", Map.of("url", decoy.open(path)));
                    api.get(Api.Caller.NOBODY, "/health").expect(200);
                }));
    }

    private Stream<DynamicTest> untouched() {
        return Stream.of(dynamicTest("the server inside was never called", () -> {
            assertThat(decoy.calls()).isZero();
            decoy.close();
        }));
    }
}
