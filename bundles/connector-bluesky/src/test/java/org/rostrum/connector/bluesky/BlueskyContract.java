package org.rostrum.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.Platform;

/** What holds on the simulated and on the real network. */
abstract class BlueskyContract<S extends NetworkSimulator> extends ConnectorContract<S> {
    @Override
    protected final ConnectorKind kind() {
        return new BlueskyKind();
    }

    @Override
    protected final Map<String, String> wrongSettings() {
        return Map.of("handle", "acme", "appPassword", "", "service", "ftp://acme.test", "webAddress", "nowhere");
    }

    @Override
    protected final Connection connect(Map<String, String> settings, Platform services) {
        BlueskyConnector connector = new BlueskyConnector(
                Configs.of(BlueskyConfig.class, settings),
                Map.of("rostrum.channel", CHANNEL),
                services.http(),
                services.memory(),
                services.clock());
        return new Connection(connector, connector::close);
    }

    @Test
    void fetch_bringsOwnPosts_asOutbound() throws Exception {
        Receipt said =
                connector().publish(Post.of("k", Instant.now(), "Hello @jane.test, see https://acme.test #news"));
        network().settle();
        Fetched fetched = connector().fetch(null);
        assertThat(fetched.activities()).singleElement().satisfies(activity -> {
            assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(activity.networkId()).isEqualTo(said.networkId());
            assertThat(activity.url()).isEqualTo(said.url());
        });
        assertThat(connector().fetch(fetched.cursor()).activities()).isEmpty();
    }

    @Test
    void answers_stayInTheirThread() throws Exception {
        String asked = network().say("My parcel?");
        network().settle();
        Receipt first = connector()
                .publish(Post.of("1", Instant.now(), "Where was it sent?").replyingTo(asked));
        network().settle();
        Receipt second = connector()
                .publish(Post.of("2", Instant.now(), "It is on its way.").replyingTo(first.networkId()));
        network().settle();
        // the network's own list of what was posted comes a moment after the post itself
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        connector().fetch(null).activities())
                .filteredOn(activity -> activity.networkId().equals(second.networkId()))
                .singleElement()
                .satisfies(activity -> {
                    assertThat(activity.inReplyTo()).isEqualTo(first.networkId());
                    assertThat(activity.context()).isEqualTo(asked);
                }));
    }

    @Test
    void find_isNotDeceivedByAnotherPostUnderTheKey() throws Exception {
        Instant decided = Instant.now();
        connector().publish(Post.of("k", decided, "One"));
        assertFails(FailureCategory.REJECTED, () -> connector().find(Post.of("k", decided, "Two")));
    }

    @Test
    void search_findsWhatOthersSay() throws Exception {
        String word = "espresso" + System.nanoTime();
        network().say(word + " leaks");
        network().say("something else");
        network().settle();
        List<String> found = new ArrayList<>();
        String cursor = null;
        boolean more = true;
        for (int page = 0; more; page++) {
            assertThat(page).as("pages of a search that finds one").isLessThan(5);
            Fetched fetched = connector().search(new SearchQuery(word, null, null, 10), cursor);
            fetched.activities().forEach(activity -> found.add(activity.content()));
            cursor = fetched.cursor();
            more = fetched.more();
        }
        assertThat(found).singleElement().asString().contains(word + " leaks");
    }

    @Test
    void moderate_likesOnce_andDeletesOwnPostsOnly() throws Exception {
        String theirs = network().say("Great!");
        network().settle();
        for (int i = 0; i < 2; i++) {
            connector().moderate(new Moderation(Moderation.Action.LIKE, theirs));
            awaitLikes(theirs, 1);
        }
        for (int i = 0; i < 2; i++) {
            connector().moderate(new Moderation(Moderation.Action.UNLIKE, theirs));
            awaitLikes(theirs, 0);
        }
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

    private void awaitLikes(String networkId, long likes) {
        Awaitility.await("likes").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        connector().metrics(List.of(networkId)).values())
                .singleElement()
                .satisfies(metrics -> assertThat(metrics.counts()).containsEntry(Measure.LIKES, likes)));
    }
}
