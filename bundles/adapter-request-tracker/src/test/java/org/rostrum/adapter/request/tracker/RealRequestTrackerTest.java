package org.rostrum.adapter.request.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.cases.Fetched;
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
            DeliveryTarget target = target(routes, "ticket");
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
            DeliveryTarget target = target(routes, "ticket");
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
            DeliveryException failure = failure(target(routes, "ticket"), delivery("Never"));
            assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
            assertThat(failure).hasMessageContaining(told);
        }
    }

    /** Does something as one who works there. */
    private static void desk(String method, String path, ObjectNode body) throws IOException, InterruptedException {
        as("desk", method, path, body);
    }

    private static void as(String who, String method, String path, ObjectNode body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address() + "/REST/2.0/" + path))
                                .header(
                                        "Authorization",
                                        "token " + peer.path(who).asText())
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    private static ObjectNode text(String type, String content) {
        return JSON.createObjectNode().put("ContentType", type).put("Content", content);
    }

    private CaseSource source(Map<String, Object> changed) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "address", address().toString(), "token", peer.path("token").asText(), "queue", "SocialCare"));
        settings.putAll(changed);
        return Objects.requireNonNull(RequestTrackerAdapter.parts(
                        Configs.of(RequestTrackerConfig.class, settings), clients, Clock.systemUTC())
                .news());
    }

    /** All there is. */
    private static Fetched fetchAll(CaseSource source, @Nullable String cursor) throws DeliveryException {
        List<CaseNews> news = new ArrayList<>();
        Fetched fetched = source.fetch(cursor);
        news.addAll(fetched.news());
        while (fetched.more()) {
            fetched = source.fetch(fetched.cursor());
            news.addAll(fetched.news());
        }
        return new Fetched(news, fetched.cursor(), false);
    }

    @Test
    void whatPeopleDoThere_isTold_andWhatWeDoIsNot() throws Exception {
        CaseSource source = source(Map.of("stages", "new=new; stalled = WAITING;Resolved=resolved;deleted=DELETED"));
        String before = fetchAll(source, null).cursor();
        try (RoutesUnderTest routes = routes(Map.of())) {
            Delivery delivery = delivery("It leaks");
            String ticket = target(routes, "ticket").deliver(delivery).externalId();
            desk("POST", "ticket/" + ticket + "/comment", text("text/plain", "Ask the plumber, \u00e9\ud83d\ude80"));
            desk(
                    "POST",
                    "ticket/" + ticket + "/correspond",
                    text("text/html", "<p>Dear Anna,</p><p>it is <b>mended</b>.</p>"));
            as("token", "POST", "ticket/" + ticket + "/comment", text("text/plain", "The customer spoke again"));
            desk("PUT", "ticket/" + ticket, JSON.createObjectNode().put("Status", "stalled"));
            desk("PUT", "ticket/" + ticket, JSON.createObjectNode().put("Status", "resolved"));
            desk("PUT", "ticket/" + ticket, JSON.createObjectNode().put("Status", "deleted"));

            Fetched told = fetchAll(source, before);
            assertThat(told.news())
                    .extracting(CaseNews::kind, CaseNews::stage, CaseNews::wording, CaseNews::text)
                    .containsExactly(
                            tuple(CaseNews.Kind.COMMENT, null, "", "Ask the plumber, \u00e9\ud83d\ude80"),
                            tuple(CaseNews.Kind.ANSWER, null, "", "Dear Anna,\n\nit is mended."),
                            // Request Tracker opens what is answered
                            tuple(CaseNews.Kind.STAGE, CaseStage.OPEN, "open", ""),
                            tuple(CaseNews.Kind.STAGE, CaseStage.WAITING, "stalled", ""),
                            tuple(CaseNews.Kind.STAGE, CaseStage.RESOLVED, "resolved", ""),
                            tuple(CaseNews.Kind.STAGE, CaseStage.DELETED, "deleted", ""));
            assertThat(told.news()).allSatisfy(one -> {
                assertThat(one.key()).isEqualTo(delivery.request().idempotencyKey());
                assertThat(one.externalId()).isEqualTo(ticket);
                assertThat(one.happened())
                        .isBetween(
                                Instant.now().minusSeconds(120), Instant.now().plusSeconds(5));
            });
            assertThat(told.news().get(0).author()).isEqualTo("desk");
            assertThat(fetchAll(source, told.cursor()).news()).isEmpty();
            // asked once more after a crash, it tells the same under the same names
            assertThat(fetchAll(source, before).news()).isEqualTo(told.news());
        }
    }

    @Test
    void whatIsNoDelivery_isNotTold_andWrongSettingsSaySo() throws Exception {
        CaseSource source = source(Map.of());
        String before = fetchAll(source, null).cursor();
        as(
                "token",
                "POST",
                "ticket",
                text("text/plain", "by hand").put("Queue", "SocialCare").put("Subject", "Other"));
        int made = get("tickets?query=id%3E0&orderby=id&order=DESC&per_page=1")
                .path("items")
                .path(0)
                .path("id")
                .asInt();
        desk("POST", "ticket/" + made + "/comment", text("text/plain", "Nothing to do with us"));
        assertThat(fetchAll(source, before).news()).isEmpty();

        DeliveryException refused =
                catchThrowableOfType(DeliveryException.class, () -> source(Map.of("token", "1-2-nobodys"))
                        .fetch(null));
        assertThat(refused.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
    }

    @Test
    void aConnectionThatBreaks_losesNothing() throws Exception {
        try (LossyRelay relay = new LossyRelay(address());
                RoutesUnderTest routes = routes(Map.of())) {
            CaseSource source = source(Map.of("address", relay.address().toString()));
            String before = fetchAll(source, null).cursor();
            String ticket =
                    target(routes, "ticket").deliver(delivery("It leaks")).externalId();
            desk("POST", "ticket/" + ticket + "/comment", text("text/plain", "one"));
            relay.loseOne("GET ");
            assertThat(catchThrowableOfType(DeliveryException.class, () -> source.fetch(before)))
                    .isNotNull();
            assertThat(source.fetch(before).news()).extracting(CaseNews::text).containsExactly("one");
        }
    }

    private static Delivery update(Delivery ticket, String activity, String direction, String words) {
        String of = ticket.request().idempotencyKey();
        ObjectNode payload = JSON.createObjectNode()
                .put("case", of)
                .put("activity", activity)
                .put("direction", direction)
                .put("createdAt", "2026-11-02T09:35:00Z")
                .put("author", "Anna [x] 'n")
                .put("text", words)
                .putNull("url");
        DeliveryRequest request = new DeliveryRequest(
                "ticket-update",
                "request-tracker",
                "acme",
                "ticket/1",
                of + "/activity/" + activity,
                payload.toString(),
                List.of());
        return new Delivery(2, request, Delivery.State.SENDING, 1, Instant.EPOCH, null, null, null, null, null, null);
    }

    private static DeliveryTarget target(RoutesUnderTest routes, String kind) {
        return routes.targets().stream()
                .filter(target -> target.kinds().contains(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsSaidAfterwards_isAComment_andOpensATicketThatIsOver() throws Exception {
        try (LossyRelay relay = new LossyRelay(address());
                RoutesUnderTest routes =
                        routes(Map.of("address", relay.address().toString()))) {
            CaseSource source = source(Map.of());
            Delivery delivery = delivery("It leaks");
            DeliveryTarget updates = target(routes, "ticket-update");
            Delivery first = update(delivery, "1", "INBOUND", "Hello? \u00e9\ud83d\ude80");
            // the ticket is on its way
            assertThat(failure(updates, first).category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(updates.find(first)).isEmpty();
            String ticket = target(routes, "ticket").deliver(delivery).externalId();
            desk("PUT", "ticket/" + ticket, JSON.createObjectNode().put("Status", "resolved"));
            String before = fetchAll(source, null).cursor();

            Delivery other = update(delivery, "12", "OUTBOUND", "We are sorry");
            assertThat(updates.deliver(other)).isEqualTo(updates.find(other).orElseThrow());
            assertThat(get("ticket/" + ticket).path("Status").asText()).isEqualTo("resolved");
            assertThat(updates.find(first)).isEmpty();

            relay.loseOne("/comment");
            assertThat(failure(updates, first).category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            assertThat(updates.find(first)).isPresent();
            assertThat(get("ticket/" + ticket).path("Status").asText()).isEqualTo("open");
            assertThat(get("transactions?query=TicketId%3D" + ticket + "%20AND%20Type%3D'Comment'")
                            .path("items"))
                    .hasSize(2);
            // our comments are no news, and the state is ours
            assertThat(fetchAll(source, before).news())
                    .extracting(CaseNews::kind, CaseNews::wording, CaseNews::own)
                    .containsExactly(tuple(CaseNews.Kind.STAGE, "open", true));
        }
    }

    @Test
    void aStateThatIsNotThere_isToldByItsSetting() throws Exception {
        try (RoutesUnderTest routes = routes(Map.of("reopen", "nonsense"))) {
            Delivery delivery = delivery("It leaks");
            String ticket = target(routes, "ticket").deliver(delivery).externalId();
            desk("PUT", "ticket/" + ticket, JSON.createObjectNode().put("Status", "rejected"));
            DeliveryException failure =
                    failure(target(routes, "ticket-update"), update(delivery, "1", "INBOUND", "Hello?"));
            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("\"reopen\"");
        }
    }

    private static Delivery status(Delivery ticket, int number, String status) {
        String of = ticket.request().idempotencyKey();
        DeliveryRequest request = new DeliveryRequest(
                "ticket-status",
                "request-tracker",
                "acme",
                "ticket/1",
                of + "/status/" + number,
                JSON.createObjectNode().put("case", of).put("status", status).toString(),
                List.of());
        return new Delivery(3, request, Delivery.State.SENDING, 1, Instant.EPOCH, null, null, null, null, null, null);
    }

    @Test
    void whatIsClosedHere_isClosedThere_andComesBackAsOurs() throws Exception {
        try (LossyRelay relay = new LossyRelay(address());
                RoutesUnderTest routes = routes(
                        Map.of("closes", "resolved", "address", relay.address().toString()))) {
            CaseSource source = source(Map.of());
            Delivery delivery = delivery("It leaks");
            DeliveryTarget statuses = target(routes, "ticket-status");
            assertThat(failure(statuses, status(delivery, 1, "CLOSED")).category())
                    .isEqualTo(FailureCategory.UNAVAILABLE);
            String ticket = target(routes, "ticket").deliver(delivery).externalId();
            String before = fetchAll(source, null).cursor();

            // the answer is lost, and nothing is done twice
            relay.loseOne("PUT ");
            assertThat(failure(statuses, status(delivery, 1, "CLOSED")).category())
                    .isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            assertThat(statuses.find(status(delivery, 1, "CLOSED"))).isPresent();
            assertThat(get("ticket/" + ticket).path("Status").asText()).isEqualTo("resolved");
            statuses.deliver(status(delivery, 2, "OPEN"));
            assertThat(get("ticket/" + ticket).path("Status").asText()).isEqualTo("open");
            desk("PUT", "ticket/" + ticket, JSON.createObjectNode().put("Status", "rejected"));
            // whoever has closed it, it stays as it is
            statuses.deliver(status(delivery, 3, "CLOSED"));
            assertThat(get("ticket/" + ticket).path("Status").asText()).isEqualTo("rejected");

            assertThat(fetchAll(source, before).news())
                    .extracting(CaseNews::stage, CaseNews::own)
                    .containsExactly(
                            tuple(CaseStage.RESOLVED, true),
                            tuple(CaseStage.OPEN, true),
                            tuple(CaseStage.REJECTED, false));
        }
    }

    @Test
    void unlessItIsAskedFor_nothingIsClosed() throws Exception {
        try (RoutesUnderTest routes = routes(Map.of())) {
            assertThat(routes.targets()).noneMatch(target -> target.kinds().contains("ticket-status"));
        }
    }
}
