package org.rostrum.adapter.request.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.adapter.RoutesUnderTest;
import org.rostrum.testkit.http.LossyRelay;
import org.rostrum.testkit.http.TestHttpClients;

/** The adapter on the real Request Tracker, which {@code ./rostrum test} starts. */
@EnabledIfEnvironmentVariable(named = "ROSTRUM_TEST_REQUESTTRACKER", matches = ".+")
class RealRequestTrackerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static JsonNode peer = JSON.createObjectNode();

    private final TestHttpClients clients = new TestHttpClients();

    @BeforeAll
    static void findPeer() throws IOException {
        Path out = Path.of(String.valueOf(System.getenv("ROSTRUM_TEST_REQUESTTRACKER")));
        String said = Awaitility.await("itests/peers/requesttracker/run is ready")
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> Files.readString(out)
                                .lines()
                                .filter(line -> line.startsWith("READY ") || line.startsWith("FAILED"))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
        assertThat(said).as("the peer, whose log lies beside %s", out).startsWith("READY ");
        peer = JSON.readTree(said.substring("READY ".length()));
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    private static URI address() {
        return URI.create(peer.path("address").asText());
    }

    private RoutesUnderTest routes(Map<String, Object> changed) throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "address", address().toString(), "token", peer.path("token").asText(), "queue", "SocialCare"));
        settings.putAll(changed);
        return new RoutesUnderTest(RequestTrackerAdapter.parts(
                        Configs.of(RequestTrackerConfig.class, settings), clients, Clock.systemUTC())
                .routes());
    }

    /** One that no other test has. */
    private static Delivery delivery(String words) {
        String key = "ticket/1/it's " + UUID.randomUUID();
        DeliveryRequest request = new DeliveryRequest(
                "ticket",
                "request-tracker",
                "acme",
                "ticket/1",
                key,
                RequestTrackerContractTest.ticket(1, words).toString(),
                List.of());
        return new Delivery(1, request, Delivery.State.SENDING, 1, Instant.EPOCH, null, null, null, null, null, null);
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/REST/2.0/" + path))
                .header("Authorization", "token " + peer.path("token").asText())
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static String custom(JsonNode ticket, String name) {
        for (JsonNode field : ticket.path("CustomFields")) {
            if (field.path("name").asText().equals(name)) {
                return field.path("values").path(0).asText();
            }
        }
        return "";
    }

    private static DeliveryException failure(DeliveryTarget target, Delivery delivery) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> target.deliver(delivery));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void aTicketArrives_withItsFields_andIsFound() throws Exception {
        try (RoutesUnderTest routes =
                routes(Map.of("subject", "{summary} é你好", "fields", "Requestor={owner}; CF.SocialPostUri={url}"))) {
            DeliveryTarget target = routes.targets().get(0);
            Delivery delivery = delivery("Caf\u00e9 \u4f60\u597d \ud83d\ude80 \"quoted\" <b>");
            assertThat(target.find(delivery)).isEmpty();
            DeliveryReceipt receipt = target.deliver(delivery);
            assertThat(target.find(delivery)).contains(receipt);
            JsonNode ticket = get("ticket/" + receipt.externalId());
            assertThat(ticket.path("Subject").asText()).isEqualTo("It leaks é你好");
            assertThat(ticket.path("Queue").path("id").asText()).isNotEmpty();
            assertThat(ticket.path("Requestor").path(0).path("id").asText()).isEqualTo("support@example.org");
            assertThat(custom(ticket, "SocialPostUri")).isEqualTo("https://social.example/post/1");
            assertThat(custom(ticket, "RostrumKey"))
                    .isEqualTo(delivery.request().idempotencyKey());
            assertThat(receipt.externalUrl()).isEqualTo(address() + "/Ticket/Display.html?id=" + receipt.externalId());
        }
    }

    @Test
    void anAnswerThatIsLost_isFound_andNothingIsDoubled() throws Exception {
        try (LossyRelay relay = new LossyRelay(address());
                RoutesUnderTest routes =
                        routes(Map.of("address", relay.address().toString()))) {
            DeliveryTarget target = routes.targets().get(0);
            Delivery delivery = delivery("Did it arrive?");
            relay.loseOne("POST /REST/2.0/ticket");
            assertThat(failure(target, delivery).category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            DeliveryReceipt found = target.find(delivery).orElseThrow();
            assertThat(custom(get("ticket/" + found.externalId()), "RostrumKey"))
                    .isEqualTo(delivery.request().idempotencyKey());
        }
    }

    @Test
    void whatIsConfiguredWrong_isToldByItsSetting_andNothingIsMade() throws Exception {
        int before = get("tickets?query=id%3E0").path("total").asInt();
        assertFails(Map.of("queue", "Nowhere"), FailureCategory.AUTH_EXPIRED, "\"queue\"");
        assertFails(Map.of("queue", "Bare"), FailureCategory.UNAVAILABLE, "\"keyField\"");
        assertFails(Map.of("token", "1-2-nobodys"), FailureCategory.AUTH_EXPIRED, "401");
        assertFails(Map.of("token", peer.path("onlooker").asText()), FailureCategory.AUTH_EXPIRED, "No permission");
        assertFails(Map.of("fields", "CF.Nope={url}"), FailureCategory.UNAVAILABLE, "Nope");
        assertFails(Map.of("fields", "Status=nonsense"), FailureCategory.REJECTED, "nonsense");
        assertThat(get("tickets?query=id%3E0").path("total").asInt()).isEqualTo(before);
    }

    private void assertFails(Map<String, Object> changed, FailureCategory category, String told) throws Exception {
        try (RoutesUnderTest routes = routes(changed)) {
            DeliveryException failure = failure(routes.targets().get(0), delivery("Never"));
            assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
            assertThat(failure).hasMessageContaining(told);
        }
    }
}
