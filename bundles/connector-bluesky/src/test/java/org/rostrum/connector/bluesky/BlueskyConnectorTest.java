package org.rostrum.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.Trouble;

class BlueskyConnectorTest extends BlueskyContract<BlueskySimulator> {
    @Override
    protected BlueskySimulator simulate() throws IOException {
        return new BlueskySimulator();
    }

    @Override
    protected Map<String, String> settings(BlueskySimulator network) {
        return new LinkedHashMap<>(Map.of(
                "handle", BlueskySimulator.HANDLE,
                "appPassword", BlueskySimulator.PASSWORD,
                "service", network.address().toString()));
    }

    @Test
    void session_isKeptOverRestarts_andRenewed_notMadeAnew() throws Exception {
        connector().check();
        reconnect();
        connector().check();
        network().expireAccess();
        connector().check();
        reconnect();
        connector().check();
        assertThat(network().requests())
                .extracting(NetworkSimulator.Request::path)
                .filteredOn(path -> path.contains("Session") && !path.contains("getSession"))
                .containsExactly("/xrpc/com.atproto.server.createSession", "/xrpc/com.atproto.server.refreshSession");
    }

    @Test
    void renewedSession_isNotLost_whenTheAnswerToIsLost() throws Exception {
        connector().check();
        network().expireAccess();
        network().trouble(Trouble.of(Trouble.Kind.CUT_AFTER), 1, request -> request.path()
                .endsWith("refreshSession"));
        assertFails(FailureCategory.UNAVAILABLE, () -> connector().check());
        assertThat(connector().check()).contains("@" + BlueskySimulator.HANDLE);
    }

    @Test
    void fetch_findsWhatComesLateIntoTheList() throws Exception {
        network().say("now");
        Fetched first = connector().fetch(null);
        String late = network().sayLate("said before, seen after", Instant.now().minusSeconds(1200));
        Fetched second = connector().fetch(first.cursor());
        assertThat(second.activities()).extracting(Activity::networkId).containsExactly(late);
        assertThat(connector().fetch(second.cursor()).activities()).isEmpty();
    }

    @Test
    void budgets_tellWhatIsLeft() throws Exception {
        assertThat(connector().budgets()).isEmpty();
        connector().check();
        assertThat(connector().budgets()).singleElement().satisfies(budget -> {
            assertThat(budget.left()).isEqualTo(2999);
            assertThat(budget.of()).isEqualTo(3000);
            assertThat(budget.renewed()).isAfter(budget.told());
        });
    }
}
