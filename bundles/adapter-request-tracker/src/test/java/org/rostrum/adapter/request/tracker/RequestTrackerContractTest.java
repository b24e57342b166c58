package org.rostrum.adapter.request.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.adapter.AdapterContract;
import org.rostrum.testkit.adapter.RoutesUnderTest;
import org.rostrum.testkit.connector.Trouble;
import org.rostrum.testkit.http.TestHttpClients;

class RequestTrackerContractTest extends AdapterContract<TrackerSimulator> {
    private final TestHttpClients clients = new TestHttpClients();

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Override
    protected TrackerSimulator simulate(Path folder) throws IOException {
        return new TrackerSimulator();
    }

    @Override
    protected RoutesUnderTest start(TrackerSimulator other, Map<String, Object> changed) throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "address",
                other.address().toString(),
                "token",
                TrackerSimulator.TOKEN,
                "queue",
                TrackerSimulator.QUEUE));
        settings.putAll(changed);
        RequestTrackerConfig config = Configs.of(RequestTrackerConfig.class, settings);
        return new RoutesUnderTest(
                RequestTrackerAdapter.parts(config, clients, Clock.systemUTC()).routes());
    }

    @Override
    protected String adapter() {
        return "request-tracker";
    }

    @Override
    protected List<String> kinds() {
        return List.of("ticket", "ticket-update");
    }

    static ObjectNode ticket(int number, String words) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", Integer.toString(number)).put("kind", "TICKET").put("createdAt", "2026-11-02T09:30:00Z");
        json.put("account", "acme").put("accountName", "Acme").put("channel", "acme.bluesky");
        json.put("contactHandle", "anna.example").put("contactName", "Anna").put("summary", "It leaks");
        json.put("text", words)
                .put("url", "https://social.example/post/" + number)
                .put("owner", "support@example.org");
        json.put("rule", "Complaints").put("conversation", "7").put("language", "en");
        return json;
    }

    @Override
    protected String payload(String kind, int number, String words) {
        return kind.equals("ticket")
                ? ticket(number, words).toString()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("case", TrackerSimulator.EARLIER)
                        .put("activity", Integer.toString(number))
                        .put("direction", "INBOUND")
                        .put("createdAt", "2026-11-02T09:35:00Z")
                        .put("author", "Anna")
                        .put("text", words)
                        .putNull("url")
                        .toString();
    }

    @Override
    protected Map<String, Object> wrongSettings() {
        return Map.of(
                "address",
                "ftp://rt.example",
                "token",
                " ",
                "queue",
                "Nowhere",
                "keyField",
                "Missing",
                "closes",
                "open",
                "content",
                "{nothing}");
    }

    @Override
    protected Map<String, String> wrongPayloads() {
        ObjectNode incomplete = ticket(1, "It leaks");
        incomplete.remove("summary");
        return Map.of("summary", incomplete.toString(), "no JSON", "{", "object", "[]");
    }

    @Override
    protected Map<Trouble, FailureCategory> answers() {
        return Map.of(
                Trouble.status(400), FailureCategory.REJECTED,
                Trouble.status(401), FailureCategory.AUTH_EXPIRED,
                Trouble.status(403), FailureCategory.AUTH_EXPIRED,
                Trouble.status(422), FailureCategory.REJECTED,
                Trouble.status(429, "Retry-After", 120), FailureCategory.RATE_LIMITED,
                Trouble.status(500), FailureCategory.UNKNOWN_OUTCOME,
                Trouble.status(503, "Retry-After", 120), FailureCategory.RATE_LIMITED);
    }

    @Override
    protected boolean takesAttachments() {
        return false;
    }

    @Test
    void fieldsOfTheTicket_areFilledAsConfigured() throws Exception {
        try (RoutesUnderTest routes = start(
                system(),
                Map.of(
                        "subject",
                        "{summary} ({language})",
                        "content",
                        "{text}\\n{url}",
                        "fields",
                        "Requestor={owner}; CF.SocialPostUri={url}"))) {
            assertThat(routes.targets()
                            .get(0)
                            .deliver(delivery(3, "Drop by drop"))
                            .externalUrl())
                    .isEqualTo(system().address() + "/Ticket/Display.html?id=1");
        }
        JsonNode made = system().ticket(1);
        assertThat(made.path("Subject").asText()).isEqualTo("It leaks (en)");
        assertThat(made.path("Content").asText()).isEqualTo("Drop by drop\nhttps://social.example/post/3");
        assertThat(made.path("Requestor").asText()).isEqualTo("support@example.org");
        assertThat(made.path("CustomFields").path("SocialPostUri").asText()).isEqualTo("https://social.example/post/3");
        assertThat(made.path("CustomFields").path("RostrumKey").asText()).isEqualTo("ticket/3/contract");
    }

    @Test
    void aCustomFieldThatIsNotThere_keepsTicketsWaiting() throws Exception {
        try (RoutesUnderTest routes = start(system(), Map.of("fields", "CF.Nope={url}"))) {
            DeliveryException failure =
                    failure(() -> routes.targets().get(0).deliver(delivery(1, "Lost without a word")));
            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("\"fields\"").hasMessageContaining("Nope");
        }
        assertThat(system().said()).isEmpty();
    }

    @Test
    void whatLeavesNothingOfAField_isRefused() throws Exception {
        try (RoutesUnderTest routes = start(system(), Map.of("content", "{text}"))) {
            DeliveryException failure = failure(() -> routes.targets().get(0).deliver(delivery(1, " ")));
            assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(failure).hasMessageContaining("Content").hasMessageContaining("text");
        }
        assertThat(system().said()).isEmpty();
    }

    @Test
    void subject_isOneLineOfLimitedLength() throws Exception {
        ObjectNode long_ = ticket(1, "text").put("summary", "a\nb " + "x".repeat(400));
        deliver(delivery("ticket", 1, long_.toString()));
        assertThat(system().ticket(1).path("Subject").asText())
                .hasSize(200)
                .startsWith("a b xxx")
                .endsWith("x…");
    }

    @Test
    void valuesThatLookLikePlaces_areText() throws Exception {
        deliver(delivery(1, "{summary} ${url} $1 \\n"));
        assertThat(system().ticket(1).path("Content").asText()).startsWith("{summary} ${url} $1 \\n");
    }

    private Delivery status(int number, String status) {
        return delivery(
                "ticket-status",
                number,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("case", TrackerSimulator.EARLIER)
                        .put("status", status)
                        .put("author", "bo")
                        .toString());
    }

    private static DeliveryTarget statuses(RoutesUnderTest routes) {
        return routes.targets().stream()
                .filter(target -> target.kinds().contains("ticket-status"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsClosedHere_isClosedThere_andOpenedAgain() throws Exception {
        try (RoutesUnderTest routes = start(system(), Map.of("closes", "resolved"))) {
            DeliveryTarget target = statuses(routes);
            assertThat(target.find(status(1, "CLOSED"))).isEmpty();
            DeliveryReceipt receipt = target.deliver(status(1, "CLOSED"));
            assertThat(receipt.externalId()).isEqualTo("9000");
            assertThat(target.find(status(1, "CLOSED"))).contains(receipt);
            assertThat(system().status()).isEqualTo("resolved");

            assertThat(target.find(status(2, "OPEN"))).isEmpty();
            target.deliver(status(2, "OPEN"));
            assertThat(system().status()).isEqualTo("open");
            assertThat(target.find(status(2, "OPEN"))).isPresent();
        }
    }

    @Test
    void aStatusThatCannotBe_isNamed() throws Exception {
        try (RoutesUnderTest routes =
                start(system(), Map.of("closes", "nonsense", "stages", "new=NEW; nonsense=RESOLVED"))) {
            DeliveryTarget target = statuses(routes);
            assertThat(failure(() -> target.deliver(status(1, "CLOSED"))))
                    .hasMessageContaining("\"closes\"")
                    .hasMessageContaining("stays \"new\"");
            assertThat(failure(() -> target.deliver(status(1, "AJAR"))).category())
                    .isEqualTo(FailureCategory.REJECTED);
        }
    }

    @Test
    void aTicketThatIsNotMadeYet_isAwaited() throws Exception {
        try (RoutesUnderTest routes = start(system(), Map.of("closes", "resolved"))) {
            Delivery early = delivery("ticket-status", 1, "{\"case\":\"ticket/later\",\"status\":\"CLOSED\"}");
            assertThat(failure(() -> statuses(routes).deliver(early)).category())
                    .isEqualTo(FailureCategory.UNAVAILABLE);
        }
    }
}
