package org.rostrum.adapter.tryton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.Worth;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.adapter.CaseSourceContract;
import org.rostrum.testkit.http.TestHttpClients;

class TrytonNewsContractTest extends CaseSourceContract<TrytonSimulator> {
    private static final Map<String, String> TAKEN_UP = Map.of("state", "opportunity");

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
    protected CaseSource source(TrytonSimulator other, Map<String, Object> changed) {
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
        return Objects.requireNonNull(
                TrytonAdapter.parts(Configs.of(TrytonConfig.class, settings), clients, Clock.systemUTC())
                        .news());
    }

    private static ObjectNode opportunity(String reference) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        return made.put("reference", reference).put("company", 3).put("comment", "Where can I buy it?");
    }

    @Override
    protected String make(String key) {
        return Long.toString(system().opportunities().make(opportunity(key), TrytonSimulator.OURS));
    }

    @Override
    protected void reach(List<String> ids) {
        system().opportunities().change(ids.stream().map(Long::valueOf).toList(), TAKEN_UP);
    }

    @Override
    protected CaseStage reached() {
        return CaseStage.OPEN;
    }

    @Override
    protected void bringBack(String id) {
        system().opportunities().change(List.of(Long.valueOf(id)), Map.of("state", "lead"));
    }

    @Override
    protected void makeAndReachTheirs() {
        OpportunityHistory all = system().opportunities();
        long copy = all.make(opportunity("lead/1/contract"), TrytonSimulator.OURS + 1);
        long other = all.make(opportunity("their own"), TrytonSimulator.OURS);
        all.change(List.of(copy, other), TAKEN_UP);
    }

    @Override
    protected void delete(String id) {
        system().opportunities().delete(Long.parseLong(id));
    }

    @Test
    void aTransactionThatTookLong_isNotLost() throws Exception {
        long quick = Long.parseLong(make("lead/1/contract"));
        long slow = Long.parseLong(make("lead/2/contract"));
        String before = fetchAll(null).cursor();
        system().opportunities().pass(Duration.ofMinutes(40));
        system().opportunities().change(List.of(quick), TAKEN_UP);
        String later = fetchAll(before).cursor();
        system().opportunities().changeLate(slow, TAKEN_UP, Duration.ofMinutes(30));
        assertThat(fetchAll(later).news()).extracting(CaseNews::key).containsExactly("lead/2/contract");
    }

    @Test
    void whatIsNotTold_changesNothing_howeverMuchIsRemembered() throws Exception {
        String id = make("lead/1/contract");
        reach(List.of(id));
        String cursor = fetchAll(null).cursor();
        // so much later that the cursor knows nothing of it any more
        for (int number = 2; number < 500; number++) {
            reach(List.of(make("lead/" + number + "/contract")));
            system().opportunities().pass(Duration.ofMinutes(1));
        }
        cursor = fetchAll(cursor).cursor();
        system().opportunities()
                .change(List.of(Long.valueOf(id)), Map.of("comment", "Nobody asked", "lost_reason", "?"));
        assertThat(fetchAll(cursor).news()).isEmpty();
    }

    @Test
    void reasonAndWorth_areTold_asOftenAsTheyChange() throws Exception {
        long id = Long.parseLong(make("lead/1/contract"));
        OpportunityHistory all = system().opportunities();
        all.change(List.of(id), Map.of("state", "lost"));
        all.change(List.of(id), Map.of("lost_reason", "Too dear"));
        assertThat(fetchAll(null).news()).extracting(CaseNews::text).containsExactly("", "Too dear");
        assertThat(fetchAll(null).news()).extracting(CaseNews::wording).containsOnly("Lost");
        all.changeAmount(id, "1250.505");
        List<CaseNews> told = fetchAll(null).news();
        assertThat(told.get(told.size() - 1).worth()).isEqualTo(new Worth(new BigDecimal("1250.50"), "EUR"));
        all.changeAmount(id, "-3");
        told = fetchAll(null).news();
        assertThat(told.get(told.size() - 1).worth()).isNull();
    }

    @Test
    void whatCameAndWentBetweenTwoQuestions_isTold() throws Exception {
        make("lead/1/contract");
        String before = fetchAll(null).cursor();
        delete(make("lead/2/contract"));
        make("lead/3/contract");
        assertThat(fetchAll(before).news())
                .extracting(CaseNews::key, CaseNews::stage)
                .containsExactly(tuple("lead/2/contract", CaseStage.DELETED));
    }

    @Test
    void whatCannotBeSeenAnyMore_isNotDeleted() throws Exception {
        long id = Long.parseLong(make("lead/1/contract"));
        String before = fetchAll(null).cursor();
        system().opportunities().hide(id);
        assertThat(fetchAll(before).news()).isEmpty();
        system().opportunities().delete(id);
        assertThat(fetchAll(before).news()).extracting(CaseNews::stage).containsExactly(CaseStage.DELETED);
    }

    @Test
    void timesOfAnotherZone_areToldAsTheyAre() throws Exception {
        reach(List.of(make("lead/1/contract")));
        CaseNews utc = fetchAll(null).news().get(0);
        CaseNews berlin = source(system(), Map.of("timeZone", "Europe/Berlin"))
                .fetch(null)
                .news()
                .get(0);
        assertThat(Duration.between(berlin.happened(), utc.happened())).isEqualTo(Duration.ofHours(2));
        assertThat(berlin.newsId()).isEqualTo(utc.newsId());
    }
}
