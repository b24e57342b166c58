package org.rostrum.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.Trouble;

class BlueskyConnectorTest extends ConnectorContract<BlueskySimulator> {
    @Override
    protected BlueskySimulator simulate() throws IOException {
        return new BlueskySimulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new BlueskyKind();
    }

    @Override
    protected Map<String, String> settings(BlueskySimulator network) {
        return new LinkedHashMap<>(Map.of(
                "handle", BlueskySimulator.HANDLE,
                "appPassword", BlueskySimulator.PASSWORD,
                "service", network.address().toString()));
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of("handle", "acme", "appPassword", "", "service", "ftp://acme.test", "webAddress", "nowhere");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        BlueskyConnector connector = new BlueskyConnector(
                Configs.of(BlueskyConfig.class, settings),
                Map.of("rostrum.channel", CHANNEL),
                services.http(),
                services.memory(),
                services.clock());
        return new Connection(connector, connector::close);
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
    void fetch_bringsOwnPosts_asOutbound() throws Exception {
        Receipt said =
                connector().publish(Post.of("k", Instant.now(), "Hello @jane.test, see https://acme.test #news"));
        Fetched fetched = connector().fetch(null);
        assertThat(fetched.activities()).singleElement().satisfies(activity -> {
            assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(activity.networkId()).isEqualTo(said.networkId());
            assertThat(activity.url()).isEqualTo(said.url());
        });
        assertThat(connector().fetch(fetched.cursor()).activities()).isEmpty();
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
    void answers_stayInTheirThread() throws Exception {
        String asked = network().say("My parcel?");
        Receipt first = connector()
                .publish(Post.of("1", Instant.now(), "Where was it sent?").replyingTo(asked));
        Receipt second = connector()
                .publish(Post.of("2", Instant.now(), "It is on its way.").replyingTo(first.networkId()));
        List<Activity> all = connector().fetch(null).activities();
        assertThat(all)
                .filteredOn(activity -> activity.networkId().equals(second.networkId()))
                .singleElement()
                .satisfies(activity -> {
                    assertThat(activity.inReplyTo()).isEqualTo(first.networkId());
                    assertThat(activity.context()).isEqualTo(asked);
                });
    }

    @Test
    void find_isNotDeceivedByAnotherPostUnderTheKey() throws Exception {
        Instant decided = Instant.now();
        connector().publish(Post.of("k", decided, "One"));
        assertFails(FailureCategory.REJECTED, () -> connector().find(Post.of("k", decided, "Two")));
    }

    @Test
    void search_findsWhatOthersSay() throws Exception {
        network().say("espresso leaks");
        network().say("something else");
        Fetched found = connector().search(new SearchQuery("espresso", null, null, 10), null);
        assertThat(found.activities()).extracting(Activity::content).containsExactly("espresso leaks");
        assertThat(found.more()).isFalse();
    }

    @Test
    void moderate_likesOnce_andDeletesOwnPostsOnly() throws Exception {
        String theirs = network().say("Great!");
        connector().moderate(new Moderation(Moderation.Action.LIKE, theirs));
        assertThat(connector().metrics(List.of(theirs)))
                .containsEntry(
                        theirs,
                        new PostMetrics(Map.of(
                                Measure.LIKES, 1L, Measure.SHARES, 0L, Measure.QUOTES, 0L, Measure.REPLIES, 0L)));
        assertFails(
                FailureCategory.REJECTED, () -> connector().moderate(new Moderation(Moderation.Action.DELETE, theirs)));
        assertFails(FailureCategory.UNSUPPORTED, () -> connector()
                .moderate(new Moderation(Moderation.Action.HIDE, theirs)));
        assertFails(
                FailureCategory.REJECTED, () -> connector().moderate(new Moderation(Moderation.Action.LIKE, "1234")));

        Receipt ours = connector().publish(Post.of("k", Instant.now(), "Oops"));
        connector().moderate(new Moderation(Moderation.Action.DELETE, ours.networkId()));
        connector().moderate(new Moderation(Moderation.Action.DELETE, ours.networkId()));
        assertThat(network().said()).isEmpty();
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
