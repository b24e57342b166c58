package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The assembled server tells another system what happens in its archive, its inbox and its outbox. */
class OutgoingWebhooksIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final String ROOT = "/api/v1";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<JsonNode> TOLD = new CopyOnWriteArrayList<>();

    private static HttpServer receiver;

    @BeforeAll
    static void open() throws Exception {
        Path etc = SERVER.home().resolve("etc");
        Files.writeString(etc.resolve("org.rostrum.http.cfg"), "allowedPrivateHosts = 127.0.0.1\n");
        Files.writeString(etc.resolve("org.rostrum.webhooks.cfg"), "allowHttp = true\n");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                TOLD.add(JSON.readTree(exchange.getRequestBody()));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        receiver.start();
    }

    @AfterAll
    static void close() {
        receiver.stop(0);
    }

    private static JsonNode made(String path, Object body) {
        Api.Answer answer = SERVER.api().post(SERVER.admin(), ROOT + path, body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    private static JsonNode items(String path) {
        return SERVER.api().get(SERVER.admin(), ROOT + path).expect(200).json().path("items");
    }

    private static Set<String> told() {
        return new java.util.TreeSet<>(
                TOLD.stream().map(event -> event.path("type").asText()).toList());
    }

    @Test
    void whatHappens_isToldInItsOrder() {
        made("/accounts", Map.of("id", "told", "name", "Told"));
        Map<String, Object> webhook = Map.of(
                "accountId",
                "told",
                "name",
                "Warehouse",
                "url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        await("the settings are in force")
                .atMost(SOON)
                .until(() -> SERVER.api()
                                .post(SERVER.admin(), ROOT + "/outgoing-webhooks", webhook)
                                .status()
                        == 201);
        String id = items("/outgoing-webhooks").path(0).path("id").asText();
        await("the ping arrives").atMost(SOON).until(() -> made("/outgoing-webhooks/" + id + "/test", Map.of())
                .path("accepted")
                .asBoolean());
        List<String> types = new ArrayList<>();
        items("/webhook-event-types")
                .forEach(type -> types.add(type.path("name").asText()));
        assertThat(types)
                .contains(
                        "org.rostrum.activity.archived", "org.rostrum.delivery.dead", "org.rostrum.conversation.noted");
        TOLD.clear();
        made(
                "/routing-rules",
                Map.of(
                        "name",
                        "Tickets",
                        "position",
                        1,
                        "action",
                        "TICKET",
                        "owner",
                        "desk@example.org",
                        "conditions",
                        Map.of("accountIds", List.of("told"))));
        String activity =
                """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"https://social.example/1/activity","type":"Create",\
                "actor":{"type":"Person","id":"https://social.example/users/1","name":"Ann"},\
                "published":"2026-03-01T12:00:00Z","object":{"id":"https://social.example/1/note","type":"Note",\
                "content":"It is broken, please help"}}
                """;
        SERVER.api()
                .send(
                        SERVER.admin(),
                        "POST",
                        ROOT + "/imports?fileName=notes.jsonl&account=told",
                        new Api.Body("application/octet-stream", activity),
                        Map.of())
                .expect(202);
        await("it is in the inbox").atMost(SOON).until(() -> items("/inbox").size() == 1);
        String conversation = items("/inbox").path(0).path("id").asText();
        made("/inbox/" + conversation + "/notes", Map.of("text", "Not for other ears"));
        await("all is told").atMost(SOON).until(() -> told().containsAll(Set.of(
                "org.rostrum.activity.archived", "org.rostrum.delivery.delivered", "org.rostrum.conversation.noted")));
        assertThat(TOLD)
                .filteredOn(event -> event.path("partitionkey").asText().equals("conversation/" + conversation))
                .extracting(event -> event.path("type").asText())
                .startsWith("org.rostrum.activity.archived")
                .endsWith("org.rostrum.conversation.noted");
        assertThat(TOLD.toString()).doesNotContain("other ears").doesNotContain("broken");
        await("the outbox says so, too").atMost(SOON).untilAsserted(() -> assertThat(
                        items("/outgoing-webhooks/" + id + "/deliveries"))
                .isNotEmpty()
                .allSatisfy(
                        delivery -> assertThat(delivery.path("state").asText()).isEqualTo("DELIVERED")));
    }
}
