package org.rostrum.adapter.tryton;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.adapter.AdapterContract;
import org.rostrum.testkit.adapter.RoutesUnderTest;
import org.rostrum.testkit.connector.Trouble;
import org.rostrum.testkit.http.TestHttpClients;

class TrytonContractTest extends AdapterContract<TrytonSimulator> {
    private final TestHttpClients clients = new TestHttpClients();

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Override
    protected TrytonSimulator simulate(Path folder) throws IOException {
        return new TrytonSimulator();
    }

    @Override
    protected RoutesUnderTest start(TrytonSimulator other, Map<String, Object> changed) throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "address",
                other.address().toString(),
                "database",
                TrytonSimulator.DATABASE,
                "user",
                TrytonSimulator.USER,
                "password",
                TrytonSimulator.PASSWORD));
        settings.putAll(changed);
        TrytonConfig config = Configs.of(TrytonConfig.class, settings);
        return new RoutesUnderTest(
                TrytonAdapter.parts(config, clients, Clock.systemUTC()).routes());
    }

    @Override
    protected String adapter() {
        return "tryton";
    }

    @Override
    protected List<String> kinds() {
        return List.of("lead");
    }

    static ObjectNode lead(int number, String words) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", Integer.toString(number)).put("kind", "lead").put("createdAt", "2026-11-02T09:30:00Z");
        json.put("account", "acme").put("accountName", "Acme").put("channel", "acme.bluesky");
        json.put("contactHandle", "anna.example").put("contactName", "Anna").put("summary", "Where can I buy it?");
        json.put("text", words)
                .put("url", "https://social.example/post/" + number)
                .put("owner", "sales@example.org");
        json.put("rule", "Buyers").put("conversation", "7").put("language", "en");
        return json;
    }

    @Override
    protected String payload(String kind, int number, String words) {
        return lead(number, words).toString();
    }

    @Override
    protected Map<String, Object> wrongSettings() {
        Map<String, Object> wrong = new HashMap<>();
        wrong.put("address", "ftp://crm.example");
        wrong.put("database", "nowhere");
        wrong.put("user", "somebody");
        wrong.put("password", " ");
        wrong.put("company", "Nobody Ltd");
        wrong.put("employee", "Nobody");
        wrong.put("currency", "USD");
        wrong.put("amount", "a lot");
        wrong.put("partyCode", "{nothing}");
        wrong.put("party", " ");
        wrong.put("contactMechanisms", "carrier pigeon={contactHandle}");
        wrong.put("description", "{Summary}");
        wrong.put("comment", "");
        return wrong;
    }

    @Override
    protected Map<String, String> wrongPayloads() {
        ObjectNode incomplete = lead(1, "How much?");
        incomplete.remove("summary");
        ObjectNode nobody = lead(1, "How much?").put("contactName", " ").put("contactHandle", "");
        return Map.of(
                "summary", incomplete.toString(), "no JSON", "{", "object", "[]", "contactHandle", nobody.toString());
    }

    @Override
    protected Map<Trouble, FailureCategory> answers() {
        return Map.of(
                Trouble.status(400), FailureCategory.REJECTED,
                Trouble.status(401), FailureCategory.AUTH_EXPIRED,
                Trouble.status(403), FailureCategory.AUTH_EXPIRED,
                Trouble.status(404), FailureCategory.AUTH_EXPIRED,
                Trouble.status(413), FailureCategory.REJECTED,
                Trouble.status(429, "Retry-After", 120), FailureCategory.RATE_LIMITED,
                Trouble.status(500), FailureCategory.UNKNOWN_OUTCOME,
                Trouble.status(503, "Retry-After", 120), FailureCategory.RATE_LIMITED);
    }

    @Override
    protected boolean takesAttachments() {
        return false;
    }

    @Test
    void anOpportunity_isFilledAsConfigured() throws Exception {
        try (RoutesUnderTest routes = start(
                system(),
                Map.of(
                        "employee",
                        "Ada Sales",
                        "amount",
                        "99.50",
                        "currency",
                        "EUR",
                        "description",
                        "{summary} ({language})",
                        "comment",
                        "{text}\\n{url}",
                        "contactMechanisms",
                        "website=https://social.example/{contactHandle};other={owner}"))) {
            assertThat(routes.targets()
                            .get(0)
                            .deliver(delivery(3, "Two of them"))
                            .externalUrl())
                    .isEqualTo(system().address() + "/#crm/model/sale.opportunity/1");
        }
        JsonNode made = system().opportunity(1);
        assertThat(made.path("description").asText()).isEqualTo("Where can I buy it? (en)");
        assertThat(made.path("comment").asText()).isEqualTo("Two of them\nhttps://social.example/post/3");
        assertThat(made.path("reference").asText()).isEqualTo("lead/3/contract");
        assertThat(made.path("company").asLong()).isEqualTo(3);
        assertThat(made.path("employee").asLong()).isEqualTo(5);
        assertThat(made.path("amount").toString()).isEqualTo("{\"__class__\":\"Decimal\",\"decimal\":\"99.50\"}");
        JsonNode party = system().parties().get(0);
        assertThat(party.path("name").asText()).isEqualTo("Anna");
        assertThat(party.path("code").asText()).isEqualTo("acme.bluesky/anna.example");
        assertThat(party.path("contact_mechanisms").toString())
                .isEqualTo("[[\"create\",[{\"type\":\"website\",\"value\":\"https://social.example/anna.example\"},"
                        + "{\"type\":\"other\",\"value\":\"sales@example.org\"}]]]");
    }

    @Test
    void leadsOfAContact_areOfOneParty_thoseOfOthersNot() throws Exception {
        deliver(delivery(1, "How much?"));
        deliver(delivery(2, "And how much are two?"));
        deliver(delivery(
                "lead",
                3,
                lead(3, "Me too").put("contactHandle", "otto.example").toString()));
        assertThat(system().parties())
                .extracting(party -> party.path("code").asText())
                .containsExactly("acme.bluesky/anna.example", "acme.bluesky/otto.example");
        assertThat(List.of(1, 2, 3))
                .extracting(number -> system().opportunity(number).path("party").asLong())
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void aPartyThatWasReplaced_isTheOneThatReplacesIt() throws Exception {
        deliver(delivery(1, "How much?"));
        deliver(delivery(
                "lead", 2, lead(2, "Me too").put("contactHandle", "anna.two").toString()));
        deliver(delivery(
                "lead", 3, lead(3, "Me too").put("contactHandle", "anna.three").toString()));
        system().replace(1, 2);
        system().replace(2, 3);
        deliver(delivery(4, "Still me"));
        assertThat(system().opportunity(4).path("party").asLong()).isEqualTo(3);
        assertThat(system().parties()).hasSize(3);
    }

    @Test
    void aContactWithoutAName_isCalledByTheHandle() throws Exception {
        deliver(delivery("lead", 1, lead(1, "Hello").putNull("contactName").toString()));
        assertThat(system().parties().get(0).path("name").asText()).isEqualTo("anna.example");
    }

    @Test
    void aSessionThatEnded_isBegunAnew() throws Exception {
        deliver(delivery(1, "Before"));
        assertThat(system().logins()).isEqualTo(1);
        system().endSession();
        deliver(delivery(2, "After"));
        deliver(delivery(3, "Later"));
        assertThat(system().logins()).isEqualTo(3);
        assertThat(system().said()).hasSize(3);
    }

    @Test
    void aRightThatIsTakenBack_keepsLeadsWaiting_andWhatIsRefusedDoesNot() throws Exception {
        deliver(delivery(1, "Allowed"));
        DeliveryException failure = failure(() -> deliver(delivery(2, "a word that a module forbids")));
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("not valid according to its domain");

        system().allow(false);
        failure = failure(() -> deliver(delivery(3, "Not allowed")));
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("\"user\"").hasMessageContaining("sale.opportunity");
        // it may be there, and the user does not see it
        failure = failure(() -> target("lead").find(delivery(1, "Allowed")));
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        system().allow(true);
        deliver(delivery(3, "Allowed again"));
        assertThat(system().said()).hasSize(2);
    }

    /** As the real one says it: with status 200. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id':1,'error':['UserError',['Not so.','Because.',null]]}  | REJECTED        | Not so. Because.",
                "{'id':1,'error':['UserWarning',['key','Sure?','Really.']]}  | REJECTED        | Sure? Really.",
                "{'id':1,'error':['ConcurrencyException','Modified']}        | UNAVAILABLE     | Concurrency",
                "{'id':1,'error':['server closed the connection','']}        | UNKNOWN_OUTCOME | server closed",
                "{'id':1}                                                    | UNKNOWN_OUTCOME | without a result",
                "{'id':1,'result':null}                                      | UNKNOWN_OUTCOME | the id",
                "<html>                                                      | UNKNOWN_OUTCOME | JSON"
            })
    void anError_hasTheCategoryOfWhatItSays(String answer, FailureCategory category, String told) throws Exception {
        system().answer(answer.replace('\'', '"'));
        DeliveryException failure = failure(() -> deliver(delivery(1, "Once more")));
        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure).hasMessageContaining(told);
        deliver(delivery(1, "Once more"));
        assertThat(system().said()).hasSize(1);
        assertThat(system().parties()).hasSize(1);
    }

    @Test
    void anAmount_hasACurrencyAndItsDecimalPlaces() throws Exception {
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(Map.of("amount", "10"), Map.of("amount", "0.125", "currency", "EUR"))) {
            try (RoutesUnderTest routes = start(system(), wrong)) {
                DeliveryException failure =
                        failure(() -> routes.targets().get(0).deliver(delivery(1, "Never")));
                assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
                assertThat(failure).hasMessageContaining(wrong.size() == 1 ? "\"currency\"" : "\"amount\"");
            }
        }
        assertThat(system().said()).isEmpty();
    }

    @Test
    void description_isOneLineOfLimitedLength() throws Exception {
        ObjectNode long_ = lead(1, "text").put("summary", "a\nb " + "x".repeat(400));
        deliver(delivery("lead", 1, long_.toString()));
        assertThat(system().opportunity(1).path("description").asText())
                .hasSize(200)
                .startsWith("a b xxx")
                .endsWith("x…");
    }

    @Test
    void valuesThatLookLikePlaces_areText() throws Exception {
        deliver(delivery(1, "{summary} ${url} $1 \\n"));
        assertThat(system().opportunity(1).path("comment").asText()).startsWith("{summary} ${url} $1 \\n");
    }
}
