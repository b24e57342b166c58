package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Every setting of every connector, and every property of every body, that could hold the address of a server. */
final class ConnectorAttacks {
    /** Settings that go nowhere as the address of a server; a new setting is tried until it is listed here. */
    private static final Pattern NO_ADDRESS = Pattern.compile("handle|user|folder|sentFolder|certificate|language"
            + "|direction|page|appId|version|organization|clientId|channel|chat|network|signature.*|signedContent"
            + "|.*Header|.*Pointer|ownAuthors|defaultAuthor|types|textFormat|categories|tags|.*Actors|mail\\.address");
    /** Properties of bodies that hold an address or the name of a host. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?i).*(url|uri|server|site|host|api|address|hub|service|uploads|issuer|endpoint).*");

    private final ExamServer server;
    private final Described described;
    private final Decoy decoy;
    private final TriedChannels channels;

    ConnectorAttacks(ExamServer server, Described described, Decoy decoy, TriedChannels channels) {
        this.server = server;
        this.described = described;
        this.decoy = decoy;
        this.channels = channels;
    }

    Stream<DynamicTest> all() {
        return Stream.of(connectors(), bodies(), untouched()).flatMap(tests -> tests);
    }

    /** Each setting alone, all others as they should be. */
    private Stream<DynamicTest> connectors() {
        return channels.connectors().stream()
                .filter(connector -> !connector.path("type").asText().equals("feed"))
                .flatMap(connector -> connector.path("settings").path("properties").properties().stream()
                        .filter(property -> mayBeAddress(connector, property.getKey(), property.getValue()))
                        .flatMap(property -> Stream.of("http://127.0.0.1:%d", "https://localhost:%d", "127.0.0.1")
                                .map(form -> dynamicTest(
                                        connector.path("type").asText() + " with " + property.getKey() + " " + form,
                                        () -> channels.refused(
                                                connector.path("type").asText(),
                                                settings(
                                                        connector,
                                                        property.getKey(),
                                                        form.formatted(decoy.port())))))));
    }

    private static boolean mayBeAddress(JsonNode connector, String name, JsonNode schema) {
        return schema.path("type").asText().equals("string")
                && !schema.has("oneOf")
                && !schema.has("enum")
                && !schema.path("writeOnly").asBoolean()
                && !NO_ADDRESS.matcher(name).matches()
                && !NO_ADDRESS
                        .matcher(connector.path("type").asText() + "." + name)
                        .matches();
    }

    /** With all secrets, so that nothing else keeps the connector from calling. */
    private static Map<String, String> settings(JsonNode connector, String name, String address) {
        Map<String, String> settings = new HashMap<>();
        for (JsonNode required : connector.path("settings").path("required")) {
            settings.put(required.asText(), "someone@example.org");
        }
        connector.path("settings").path("properties").properties().forEach(property -> {
            if (property.getValue().path("writeOnly").asBoolean()
                    || property.getKey().equals("clientId")) {
                settings.putIfAbsent(property.getKey(), "attack");
            }
        });
        if (connector.path("settings").path("properties").has("imapPort")) {
            settings.put("imapHost", "mail.invalid");
        }
        settings.put(name, address);
        return settings;
    }

    private Stream<DynamicTest> bodies() {
        return described.operations().stream()
                .filter(Described.Operation::takesJson)
                .flatMap(operation ->
                        described.withText(operation, "http://127.0.0.1:%d/".formatted(decoy.port())).stream()
                                .filter(body -> ADDRESS.matcher(body.getKey()).matches())
                                .map(body -> dynamicTest(
                                        body.getKey() + " of " + operation, () -> called(operation, body.getValue()))));
    }

    private void called(Described.Operation operation, ObjectNode body) {
        Api.Answer answer = server.api()
                .send(
                        server.admin(),
                        operation.method(),
                        operation.path("1"),
                        Described.send(body),
                        Map.of("If-Match", "\"1\""));
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
        assertThat(decoy.calls()).as(answer.toString()).isZero();
    }

    private Stream<DynamicTest> untouched() {
        return Stream.of(dynamicTest("the server inside was never called", () -> {
            assertThat(decoy.calls()).isZero();
            decoy.close();
        }));
    }
}
