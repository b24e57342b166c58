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
            assertThat(one.wording()).isEqualTo("opportunity");
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

    @Test
    void twoOfOneMoment_areBothTold() throws Exception {
        Made one = lead("");
        Made other = lead("");
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(one.id).add(other.id);
        people.ask("model.sale.opportunity.opportunity", parameters.add(TrytonSession.JSON.createObjectNode()));
        assertThat(news()).extracting(CaseNews::key).containsExactly(one.key, other.key);
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
