package org.rostrum.adapter.tryton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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

/** The adapter on the real Tryton, which {@code ./rostrum test} starts. */
@EnabledIfEnvironmentVariable(named = "ROSTRUM_TEST_TRYTON", matches = ".+")
class RealTrytonTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static JsonNode peer = JSON.createObjectNode();

    private final TestHttpClients clients = new TestHttpClients();
    private final TrytonSession administrator = new TrytonSession(
            clients,
            config(Map.of(
                    "user", "admin", "password", peer.path("administrator").asText())));
    private final String contact = "contact-" + UUID.randomUUID();
    private int before;

    @BeforeAll
    static void findPeer() throws IOException {
        Path out = Path.of(String.valueOf(System.getenv("ROSTRUM_TEST_TRYTON")));
        String said = Awaitility.await("itests/peers/tryton/run is ready")
                .atMost(Duration.ofMinutes(10))
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

    @BeforeEach
    void count() throws Exception {
        before = opportunities();
    }

    @AfterEach
    void closeClients() {
        administrator.close();
        clients.close();
    }

    static JsonNode peer() {
        return peer;
    }

    static TrytonConfig config(Map<String, Object> changed) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "address",
                peer.path("address").asText(),
                "database",
                peer.path("database").asText(),
                "user",
                "rostrum",
                "password",
                peer.path("password").asText(),
                "company",
                "Acme"));
        settings.putAll(changed);
        return Configs.of(TrytonConfig.class, settings);
    }

    private RoutesUnderTest routes(Map<String, Object> changed) throws Exception {
        return routes(clients, changed);
    }

    static RoutesUnderTest routes(TestHttpClients clients, Map<String, Object> changed) throws Exception {
        return new RoutesUnderTest(
                TrytonAdapter.parts(config(changed), clients, Clock.systemUTC()).routes());
    }

    /** One that no other test has, of the contact of this test. */
    private Delivery delivery(String words) {
        return delivery(TrytonContractTest.lead(1, words).put("contactHandle", contact));
    }

    static Delivery delivery(ObjectNode payload) {
        String key = "lead/1/it's " + UUID.randomUUID();
        DeliveryRequest request =
                new DeliveryRequest("lead", "tryton", "acme", "lead/1", key, payload.toString(), List.of());
        return new Delivery(1, request, Delivery.State.SENDING, 1, Instant.EPOCH, null, null, null, null, null, null);
    }

    private JsonNode opportunity(DeliveryReceipt receipt) throws Exception {
        return read(
                "sale.opportunity",
                Long.parseLong(receipt.externalId()),
                """
                ["reference","description","comment","state","number","amount","party","party.name","party.code",
                 "party.contact_mechanisms","company.party.name","employee.party.name"]""");
    }

    private JsonNode read(String model, long id, String fields) throws Exception {
        ArrayNode parameters = JSON.createArrayNode();
        parameters.addArray().add(id);
        return administrator
                .ask(
                        "model." + model + ".read",
                        parameters.add(JSON.readTree(fields)).add(JSON.createObjectNode()))
                .path(0);
    }

    private int opportunities() throws Exception {
        return count("sale.opportunity", "[]");
    }

    private int count(String model, String domain) throws Exception {
        ArrayNode parameters = JSON.createArrayNode().add(JSON.readTree(domain));
        return administrator
                .ask(
                        "model." + model + ".search_count",
                        parameters.add(JSON.createObjectNode().put("active_test", false)))
                .asInt();
    }

    private int parties() throws Exception {
        return count("party.party", "[[\"code\",\"=\",\"acme.bluesky/" + contact + "\"]]");
    }

    private static DeliveryException failure(DeliveryTarget target, Delivery delivery) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> target.deliver(delivery));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void aLeadArrives_withItsFields_andIsFound() throws Exception {
        try (RoutesUnderTest routes = routes(Map.of(
                "employee", "Ada Sales", "amount", "99.50", "currency", "EUR", "description", "{summary} é你好"))) {
            DeliveryTarget target = routes.targets().get(0);
            Delivery delivery = delivery("Caf\u00e9 \u4f60\u597d \ud83d\ude80 \"quoted\" <b>");
            assertThat(target.find(delivery)).isEmpty();
            DeliveryReceipt receipt = target.deliver(delivery);
            assertThat(target.find(delivery)).contains(receipt);
            JsonNode made = opportunity(receipt);
            assertThat(made.path("reference").asText())
                    .isEqualTo(delivery.request().idempotencyKey());
            assertThat(made.path("state").asText()).isEqualTo("lead");
            assertThat(made.path("number").asText()).isNotEmpty();
            assertThat(made.path("description").asText()).isEqualTo("Where can I buy it? é你好");
            assertThat(made.path("comment").asText())
                    .startsWith("Caf\u00e9 \u4f60\u597d \ud83d\ude80 \"quoted\" <b>\n\n--");
            assertThat(made.path("amount").path("decimal").asText()).isEqualTo("99.50");
            assertThat(made.path("company.").path("party.").path("name").asText())
                    .isEqualTo("Acme");
            assertThat(made.path("employee.").path("party.").path("name").asText())
                    .isEqualTo("Ada Sales");
            JsonNode party = made.path("party.");
            assertThat(party.path("name").asText()).isEqualTo("Anna");
            assertThat(party.path("code").asText()).isEqualTo("acme.bluesky/" + contact);
            JsonNode mechanism = read(
                    "party.contact_mechanism",
                    party.path("contact_mechanisms").path(0).asLong(),
                    "[\"type\",\"value\"]");
            assertThat(mechanism.path("type").asText()).isEqualTo("other");
            assertThat(mechanism.path("value").asText()).isEqualTo(contact);
            assertThat(receipt.externalUrl())
                    .isEqualTo(peer.path("address").asText() + "/#"
                            + peer.path("database").asText() + "/model/sale.opportunity/" + receipt.externalId());
        }
    }

    @Test
    void leadsOfAContact_areOfOneParty_evenWhenManyComeAtOnce() throws Exception {
        int all = 6;
        CyclicBarrier together = new CyclicBarrier(all);
        ExecutorService threads = Executors.newFixedThreadPool(all);
        // two nodes know nothing of each other
        try (RoutesUnderTest one = routes(Map.of());
                RoutesUnderTest other = routes(Map.of())) {
            List<Future<DeliveryReceipt>> receipts = new ArrayList<>();
            for (int number = 0; number < all; number++) {
                DeliveryTarget target =
                        (number % 2 == 0 ? one : other).targets().get(0);
                Delivery delivery = delivery("Number " + number);
                Callable<DeliveryReceipt> work = () -> {
                    together.await(1, TimeUnit.MINUTES);
                    return target.deliver(delivery);
                };
                receipts.add(threads.submit(work));
            }
            List<Long> parties = new ArrayList<>();
            for (Future<DeliveryReceipt> receipt : receipts) {
                parties.add(opportunity(receipt.get(2, TimeUnit.MINUTES))
                        .path("party")
                        .asLong());
            }
            parties.add(opportunity(one.targets().get(0).deliver(delivery("Later")))
                    .path("party")
                    .asLong());
            assertThat(parties).hasSize(all + 1).containsOnly(parties.get(0));
        } finally {
            threads.shutdownNow();
        }
        assertThat(parties()).isEqualTo(1);
        assertThat(opportunities()).isEqualTo(before + all + 1);
    }

    @Test
    void anAnswerThatIsLost_isFound_andNothingIsDoubled() throws Exception {
        try (LossyRelay relay = new LossyRelay(URI.create(peer.path("address").asText()));
                RoutesUnderTest routes =
                        routes(Map.of("address", relay.address().toString()))) {
            DeliveryTarget target = routes.targets().get(0);
            Delivery delivery = delivery("Did it arrive?");

            relay.loseOne("model.party.party.create");
            assertThat(failure(target, delivery).category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(target.find(delivery)).isEmpty();

            relay.loseOne("model.sale.opportunity.create");
            assertThat(failure(target, delivery).category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            DeliveryReceipt found = target.find(delivery).orElseThrow();
            assertThat(opportunity(found).path("reference").asText())
                    .isEqualTo(delivery.request().idempotencyKey());
        }
        assertThat(parties()).isEqualTo(1);
        assertThat(opportunities()).isEqualTo(before + 1);
    }

    @Test
    void aSessionThatIsTakenAway_isBegunAnew() throws Exception {
        try (RoutesUnderTest routes = routes(Map.of())) {
            DeliveryTarget target = routes.targets().get(0);
            target.deliver(delivery("Before"));
            // which ends all sessions of the user
            change("rostrum", "password", peer.path("password"));
            target.deliver(delivery("After"));
        }
        assertThat(opportunities()).isEqualTo(before + 2);
    }

    @Test
    void aUserWhoWorksForAnotherCompanyMeanwhile_losesNothing() throws Exception {
        JsonNode first = JSON.getNodeFactory().numberNode(id("company.company", "party.name", "First"));
        JsonNode acme = JSON.getNodeFactory().numberNode(id("company.company", "party.name", "Acme"));
        try (RoutesUnderTest routes = routes(Map.of("user", "other", "company", "First"))) {
            DeliveryTarget target = routes.targets().get(0);
            Delivery made = delivery("Before");
            DeliveryReceipt receipt = target.deliver(made);
            change("other", "company", acme);
            DeliveryException failure = failure(target, delivery("Meanwhile"));
            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("\"company\"");
            // it is there, and he does not see it
            failure = catchThrowableOfType(DeliveryException.class, () -> target.find(made));
            assertThat(failure).hasMessageContaining("\"company\"");
            change("other", "company", first);
            assertThat(target.find(made)).contains(receipt);
        } finally {
            change("other", "company", first);
        }
        assertThat(parties()).isEqualTo(1);
    }

    private long id(String model, String field, String value) throws Exception {
        ArrayNode domain = JSON.createArrayNode();
        domain.addArray().add(field).add("=").add(value);
        return administrator
                .search(model, domain, JSON.createObjectNode(), "rec_name")
                .get(0)
                .path("id")
                .asLong();
    }

    private void change(String login, String field, JsonNode value) throws Exception {
        ArrayNode parameters = JSON.createArrayNode();
        parameters.addArray().add(id("res.user", "login", login));
        parameters.addObject().set(field, value);
        administrator.ask("model.res.user.write", parameters.add(JSON.createObjectNode()));
    }

    @Test
    void aPartyThatWasReplaced_isTheOneThatReplacesIt() throws Exception {
        try (RoutesUnderTest routes = routes(Map.of())) {
            DeliveryTarget target = routes.targets().get(0);
            long first = opportunity(target.deliver(delivery("Before")))
                    .path("party")
                    .asLong();
            long customer = administrator.create(
                    "party.party", JSON.createObjectNode().put("name", "Anna"), JSON.createObjectNode(), false);
            replace(first, customer);
            assertThat(opportunity(target.deliver(delivery("After")))
                            .path("party")
                            .asLong())
                    .isEqualTo(customer);
        }
        assertThat(parties()).isEqualTo(1);
    }

    /** As people do in Tryton's client. */
    private void replace(long party, long by) throws Exception {
        ArrayNode begin = JSON.createArrayNode();
        JsonNode wizard = administrator.ask("wizard.party.replace.create", begin.add(JSON.createObjectNode()));
        ArrayNode parameters = JSON.createArrayNode().add(wizard.path(0).asLong());
        parameters.addObject().putObject("ask").put("source", party).put("destination", by);
        administrator.ask(
                "wizard.party.replace.execute", parameters.add("replace").add(JSON.createObjectNode()));
    }

    @Test
    void whatIsConfiguredWrong_isToldByItsSetting_andNothingIsMade() throws Exception {
        assertFails(Map.of("database", "nowhere"), FailureCategory.AUTH_EXPIRED, "\"database\"");
        assertFails(Map.of("company", "Nobody Ltd"), FailureCategory.UNAVAILABLE, "\"company\"");
        assertFails(Map.of("company", "Foreign"), FailureCategory.UNAVAILABLE, "\"company\"");
        assertFails(Map.of("user", "other"), FailureCategory.UNAVAILABLE, "\"company\"");
        assertFails(Map.of("user", "nobody", "company", ""), FailureCategory.UNAVAILABLE, "\"company\"");
        assertFails(Map.of("employee", "Nobody"), FailureCategory.UNAVAILABLE, "\"employee\"");
        assertFails(Map.of("employee", "Eve Elsewhere"), FailureCategory.UNAVAILABLE, "\"employee\"");
        assertFails(Map.of("currency", "USD"), FailureCategory.UNAVAILABLE, "\"currency\"");
        assertFails(Map.of("amount", "0.125", "currency", "EUR"), FailureCategory.UNAVAILABLE, "\"amount\"");
        assertFails(Map.of("user", "onlooker"), FailureCategory.AUTH_EXPIRED, "\"user\"");
        assertFails(
                Map.of("address", peer.path("address").asText() + "/elsewhere"),
                FailureCategory.AUTH_EXPIRED,
                "\"address\"");
        assertFails(Map.of("user", "onlooker", "password", "wrong"), FailureCategory.AUTH_EXPIRED, "\"password\"");
        assertThat(opportunities()).isEqualTo(before);
        assertThat(parties()).isZero();
    }

    private void assertFails(Map<String, Object> changed, FailureCategory category, String told) throws Exception {
        try (RoutesUnderTest routes = routes(changed)) {
            DeliveryException failure = failure(routes.targets().get(0), delivery("Never"));
            assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
            assertThat(failure).hasMessageContaining(told);
        }
    }
}
