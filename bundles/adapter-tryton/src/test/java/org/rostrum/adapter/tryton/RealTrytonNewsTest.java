package org.rostrum.adapter.tryton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.Worth;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.cases.Fetched;
import org.rostrum.testkit.adapter.RoutesUnderTest;
import org.rostrum.testkit.http.TestHttpClients;

/** The way back from the real Tryton, in which people work as they do in its client. */
@EnabledIfEnvironmentVariable(named = "ROSTRUM_TEST_TRYTON", matches = ".+")
class RealTrytonNewsTest {
    private static JsonNode peer = TrytonSession.JSON.createObjectNode();

    private final TestHttpClients clients = new TestHttpClients();
    private final String contact = "contact-" + UUID.randomUUID();
    private TrytonSession people = new TrytonSession(clients, administrator());
    private CaseSource source = source(Map.of());
    private String cursor = "";

    @BeforeAll
    static void findPeer() throws Exception {
        RealTrytonTest.findPeer();
        peer = RealTrytonTest.peer();
    }

    private static TrytonConfig administrator() {
        return RealTrytonTest.config(
                Map.of("user", "admin", "password", peer.path("administrator").asText()));
    }

    private CaseSource source(Map<String, Object> settings) {
        TrytonConfig config = RealTrytonTest.config(settings);
        return Objects.requireNonNull(
                TrytonAdapter.parts(config, clients, Clock.systemUTC()).news());
    }

    @BeforeEach
    void readWhatOtherTestsDid() throws Exception {
        people = new TrytonSession(clients, administrator());
        source = source(Map.of());
        // behind those that other tests have deleted
        lead("");
        cursor = source.fetch(null).cursor();
    }

    @AfterEach
    void close() {
        people.close();
        clients.close();
    }

    /** What is new; the source is made anew each time, as after a restart. */
    private List<CaseNews> news() throws Exception {
        source = source(Map.of());
        Fetched fetched = source.fetch(cursor);
        cursor = fetched.cursor();
        assertThat(fetched.more()).isFalse();
        return fetched.news();
    }

    private record Made(String key, long id) {}

    private Made lead(String amount) throws Exception {
        // whoever goes on with a lead in Tryton has to be named
        Map<String, Object> settings = amount.isEmpty()
                ? Map.of("employee", "Ada Sales")
                : Map.of("employee", "Ada Sales", "amount", amount, "currency", "EUR");
        try (RoutesUnderTest routes = RealTrytonTest.routes(clients, settings)) {
            Delivery delivery = RealTrytonTest.delivery(
                    TrytonContractTest.lead(1, "Where is it?").put("contactHandle", contact));
            DeliveryReceipt receipt = routes.targets().get(0).deliver(delivery);
            return new Made(delivery.request().idempotencyKey(), Long.parseLong(receipt.externalId()));
        }
    }

    /** Presses a button of the client. */
    private void press(String button, long id) throws Exception {
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(id);
        people.ask("model.sale.opportunity." + button, parameters.add(TrytonSession.JSON.createObjectNode()));
    }

    private void write(long id, ObjectNode values) throws Exception {
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(id);
        people.ask("model.sale.opportunity.write", parameters.add(values).add(TrytonSession.JSON.createObjectNode()));
    }

    private static ObjectNode value(String field, String text) {
        return TrytonSession.JSON.createObjectNode().put(field, text);
    }

    @Test
    void aLeadThatIsMade_isNoNews() throws Exception {
        lead("");
        assertThat(news()).isEmpty();
    }

    @Test
    void stagesAreTold_withReasonAndWorth_once() throws Exception {
        Made made = lead("1250.50");
        press("opportunity", made.id);
        assertThat(news()).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo(made.key);
            assertThat(one.externalId()).isEqualTo(Long.toString(made.id));
            assertThat(one.stage()).isEqualTo(CaseStage.OPEN);
            assertThat(one.wording()).isEqualTo("Opportunity");
            assertThat(one.author()).isEqualTo("Administrator");
            assertThat(one.worth()).isEqualTo(new Worth(new BigDecimal("1250.50"), "EUR"));
        });
        write(made.id, value("lost_reason", "Too dear: 你好"));
        press("lost", made.id);
        assertThat(news()).singleElement().satisfies(one -> {
            assertThat(one.stage()).isEqualTo(CaseStage.LOST);
            assertThat(one.text()).isEqualTo("Too dear: 你好");
        });
        assertThat(news()).isEmpty();
        // what is not told of changes nothing
        write(made.id, value("comment", "Nobody asked"));
        assertThat(news()).isEmpty();
    }

    private void ask(String method, long id) throws Exception {
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(id);
        people.ask(method, parameters.add(TrytonSession.JSON.createObjectNode()));
    }

    private JsonNode read(long id, String field) throws Exception {
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(id);
        parameters.addArray().add(field);
        return people.ask("model.sale.opportunity.read", parameters.add(TrytonSession.JSON.createObjectNode()))
                .path(0)
                .path(field);
    }

    /** As salespeople do: an offer is made of it, which the customer takes. */
    private void sell(long id, String price) throws Exception {
        ObjectNode none = TrytonSession.JSON.createObjectNode();
        long party = read(id, "party").asLong();
        long address = people.create(
                "party.address", TrytonSession.JSON.createObjectNode().put("party", party), none, false);
        press("opportunity", id);
        write(id, TrytonSession.JSON.createObjectNode().put("address", address));
        press("convert", id);
        long sale = read(id, "sales").path(0).asLong();
        ObjectNode offer = TrytonSession.JSON
                .createObjectNode()
                .put("invoice_method", "manual")
                .put("shipment_method", "manual");
        ObjectNode line = offer.putArray("lines")
                .addArray()
                .add("create")
                .addArray()
                .addObject()
                .put("type", "line")
                .put("description", "Good advice")
                .put("quantity", 1.0);
        line.putObject("unit_price").put("__class__", "Decimal").put("decimal", price);
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(sale);
        people.ask("model.sale.sale.write", parameters.add(offer).add(none));
        ask("model.sale.sale.quote", sale);
        ask("model.sale.sale.confirm", sale);
    }

    @Test
    void aLeadThatIsWon_isWorthWhatWasSold() throws Exception {
        Made made = lead("99");
        sell(made.id, "1250.50");
        List<CaseNews> told = news();
        assertThat(told).extracting(CaseNews::key).containsOnly(made.key);
        assertThat(told).extracting(CaseNews::newsId).doesNotHaveDuplicates();
        // each step, though all was asked for at once
        assertThat(told).extracting(CaseNews::wording).containsSubsequence("Opportunity", "Converted", "Won");
        CaseNews last = told.get(told.size() - 1);
        assertThat(last.stage()).isEqualTo(CaseStage.WON);
        assertThat(last.worth()).isEqualTo(new Worth(new BigDecimal("1250.50"), "EUR"));
        assertThat(news()).isEmpty();
    }

    @Test
    void whatCameAndWentMeanwhile_isToldAsDeleted_byWhomAndWhen() throws Exception {
        lead("");
        assertThat(news()).isEmpty();
        Made made = lead("");
        ask("model.sale.opportunity.delete", made.id);
        lead("");
        assertThat(news()).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo(made.key);
            assertThat(one.stage()).isEqualTo(CaseStage.DELETED);
            assertThat(one.author()).isEqualTo("Administrator");
        });
    }

    @Test
    void aPartyThatIsReplaced_changesNothing() throws Exception {
        Made made = lead("");
        press("opportunity", made.id);
        assertThat(news()).hasSize(1);
        ObjectNode none = TrytonSession.JSON.createObjectNode();
        long customer = people.create(
                "party.party", TrytonSession.JSON.createObjectNode().put("name", "Anna"), none, false);
        JsonNode wizard = people.ask(
                "wizard.party.replace.create",
                TrytonSession.JSON.createArrayNode().add(none));
        ArrayNode parameters =
                TrytonSession.JSON.createArrayNode().add(wizard.path(0).asLong());
        parameters
                .addObject()
                .putObject("ask")
                .put("source", read(made.id, "party").asLong())
                .put("destination", customer);
        people.ask("wizard.party.replace.execute", parameters.add("replace").add(none));
        assertThat(read(made.id, "party").asLong()).isEqualTo(customer);
        assertThat(news()).isEmpty();
        press("lost", made.id);
        assertThat(news()).extracting(CaseNews::stage).containsExactly(CaseStage.LOST);
    }

    @Test
    void twoOfOneMoment_areBothTold() throws Exception {
        Made one = lead("");
        Made other = lead("");
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(one.id).add(other.id);
        people.ask("model.sale.opportunity.opportunity", parameters.add(TrytonSession.JSON.createObjectNode()));
        assertThat(news()).extracting(CaseNews::key).containsExactlyInAnyOrder(one.key, other.key);
        assertThat(news()).isEmpty();
    }

    @Test
    void whatIsDeleted_isTold() throws Exception {
        Made made = lead("");
        assertThat(news()).isEmpty();
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(made.id);
        people.ask("model.sale.opportunity.delete", parameters.add(TrytonSession.JSON.createObjectNode()));
        assertThat(news()).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo(made.key);
            assertThat(one.stage()).isEqualTo(CaseStage.DELETED);
        });
        assertThat(news()).isEmpty();
    }

    @Test
    void atTheBeginning_allThatWasChangedIsTold() throws Exception {
        Made made = lead("");
        press("opportunity", made.id);
        assertThat(source.fetch(null).news()).extracting(CaseNews::key).contains(made.key);
    }

    @Test
    void whatOthersMade_isNotTold() throws Exception {
        Made made = lead("");
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(made.id);
        JsonNode copy =
                people.ask("model.sale.opportunity.copy", parameters.add(TrytonSession.JSON.createObjectNode()));
        write(copy.path(0).asLong(), value("reference", "Their own"));
        press("opportunity", copy.path(0).asLong());
        assertThat(news()).isEmpty();
    }

    @Test
    void settingsThatCannotBe_areNamed() {
        assertThat(TrytonAdapter.parts(
                                RealTrytonTest.config(Map.of("stages", "won=VICTORY")), clients, Clock.systemUTC())
                        .news())
                .isNull();
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> source(Map.of("company", "Nobody Ltd")).fetch(null))
                .withMessageContaining("\"company\"");
    }
}
