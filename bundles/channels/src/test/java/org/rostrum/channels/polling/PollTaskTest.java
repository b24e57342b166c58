package org.rostrum.channels.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.Activities;
import org.rostrum.channels.ChannelChange;
import org.rostrum.channels.ProbeNetwork;
import org.rostrum.channels.TestServer;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.testkit.Configs;

class PollTaskTest {
    private final Arrivals arrivals = new Arrivals();
    private TestServer server;
    private PollTask task;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(Database.Engine.DERBY, folder);
        task = task();
    }

    private PollTask task() {
        return new PollTask(
                server.channels,
                server.running,
                new Poll(
                        server.calls,
                        server.running,
                        server.budgets,
                        server.archive,
                        server.log,
                        server.metrics,
                        server.clock),
                server.log,
                server.timedWork,
                server.access,
                server.clock,
                arrivals,
                Configs.of(PollConfig.class, Map.of("atOncePerConnector", 2)));
    }

    @AfterEach
    void stop() {
        task.close();
        server.close();
    }

    private Channel channel(String name) {
        return server.channels.create("acme." + name, "acme", "probe", name, Map.of("url", "x"));
    }

    private Instant next(String id) {
        return server.timedWork.next(PollTask.NAME, id).orElseThrow();
    }

    /** Runs what is due, and waits until it has ended. */
    private Instant polled(String id) {
        assertThat(server.timedWork.runDue(task, server.clock.instant())).isPositive();
        Instant lease = server.clock.instant().plus(PollTask.LEASE);
        await().until(() -> server.timedWork
                .next(PollTask.NAME, id)
                .filter(at -> !at.equals(lease))
                .isPresent());
        return next(id);
    }

    private AbilityLog.Entry listening(String id) {
        return server.log.find(id, Ability.LISTEN).orElseThrow();
    }

    @Test
    void newChannel_isAskedAtOnce_untilThereIsNoMore_andThenAtItsMoments() {
        server.network.fetches.add(() -> ProbeNetwork.brought(List.of(Activities.said("1")), "one", true));
        server.network.fetches.add(() -> ProbeNetwork.brought(List.of(Activities.said("2")), "two", false));
        channel("news");
        Instant next = polled("acme.news");
        assertThat(server.network.cursors).containsExactly(null, "one");
        assertThat(server.archive.cursor("acme.news")).contains("two");
        assertThat(server.archive.totals().activities()).isEqualTo(2);
        assertThat(next)
                .isBetween(
                        server.clock.instant().plusSeconds(150),
                        server.clock.instant().plusSeconds(450));
        assertThat(listening("acme.news").lastSuccess()).isEqualTo(server.clock.instant());
    }

    @Test
    void pagesThatAreAskedForAhead_areStoredOnceAndInOrder_alsoWhenOneFails() {
        server.network.canReadAhead = true;
        server.network.fetches.add(() -> ProbeNetwork.brought(List.of(Activities.said("1")), "one", true));
        server.network.fetches.add(() -> {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "The network is down.", null);
        });
        channel("news");
        Instant next = polled("acme.news");
        assertThat(server.archive.cursor("acme.news")).contains("one");
        assertThat(listening("acme.news").lastFailure()).isNotNull();

        server.network.fetches.add(() -> ProbeNetwork.brought(List.of(Activities.said("2")), "two", true));
        server.network.fetches.add(() -> ProbeNetwork.brought(List.of(Activities.said("3")), "three", false));
        server.clock.set(next);
        polled("acme.news");
        assertThat(server.network.cursors).containsExactly(null, "one", "one", "two");
        assertThat(server.archive.cursor("acme.news")).contains("three");
        assertThat(server.archive.totals().activities()).isEqualTo(3);
    }

    @Test
    void channelWithItsOwnInterval_isAskedAsOften() {
        server.channels.create("acme.often", "acme", "probe", "Often", Map.of("url", "x"), 20);
        assertThat(polled("acme.often"))
                .isBetween(
                        server.clock.instant().plusSeconds(10),
                        server.clock.instant().plusSeconds(30));
    }

    @Test
    void intervalThatBecomesShorter_holdsAtOnce() {
        Channel made = server.channels.create("acme.slow", "acme", "probe", "Slow", Map.of("url", "x"), 86_400);
        assertThat(polled("acme.slow")).isAfter(server.clock.instant().plusSeconds(40_000));
        server.channels.update("acme.slow", new ChannelChange(null, null, null, 20), made.version());
        assertThat(polled("acme.slow")).isBefore(server.clock.instant().plusSeconds(31));
    }

    @Test
    void failure_disconnectsNobody_andIsTriedAgain() {
        server.network.fetches.add(() -> {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "The network is down.", null);
        });
        channel("news");
        Instant next = polled("acme.news");
        AbilityLog.Entry entry = listening("acme.news");
        assertThat(entry.failures()).isEqualTo(1);
        assertThat(entry.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(entry.message()).isEqualTo("The network is down.");
        assertThat(entry.retryAt()).isEqualTo(next);
        assertThat(server.channels.find("acme.news").orElseThrow().state()).isEqualTo(Channel.State.ACTIVE);

        server.clock.set(next);
        polled("acme.news");
        AbilityLog.Entry after = listening("acme.news");
        assertThat(after.failures()).isZero();
        assertThat(after.category()).isNull();
        assertThat(after.retryAt()).isNull();
        assertThat(after.lastFailure()).isNotNull();
    }

    @Test
    void networkThatAsksUsToWait_isNotAskedBefore_evenByANewConnector() {
        Instant until = server.clock.instant().plusSeconds(1200);
        server.network.fetches.add(() -> {
            throw new DeliveryException(FailureCategory.RATE_LIMITED, "Slow down.", until, null);
        });
        Channel made = channel("news");
        assertThat(polled("acme.news")).isBetween(until, until.plusSeconds(60));
        // its settings become others: a new connector comes
        server.channels.update("acme.news", new ChannelChange(null, Map.of("url", "y"), null, null), made.version());
        assertThat(next("acme.news")).isAfterOrEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void limitsOfTheNetwork_areKept_andWhatIsLeftIsFetchedLater(boolean ahead) {
        server.network.canReadAhead = ahead;
        for (int i = 0; i < 20; i++) {
            int number = i;
            server.network.fetches.add(() -> ProbeNetwork.brought(List.of(), "c" + number, true));
        }
        channel("news");
        Instant next = polled("acme.news");
        // 10 a minute for a channel, 80 percent of them for polls
        assertThat(server.network.cursors).hasSize(8);
        assertThat(next)
                .isBetween(
                        server.clock.instant().plusSeconds(60),
                        server.clock.instant().plusSeconds(70));
        server.clock.set(next);
        polled("acme.news");
        assertThat(server.network.cursors).hasSize(16).contains("c7");
    }

    @Test
    void turnThatEndsBeforeAllIsFetched_isFollowedByTheNext_atOnceOnlyIfItBroughtSomething() {
        server.network.fetches.add(() -> {
            server.clock.advance(Duration.ofMinutes(1));
            return ProbeNetwork.brought(List.of(Activities.said("1")), "one", true);
        });
        server.network.fetches.add(() -> {
            server.clock.advance(Duration.ofMinutes(1));
            return ProbeNetwork.brought(List.of(), "two", true);
        });
        Instant began = server.clock.instant();
        channel("much");
        server.timedWork.runDue(task, began);
        Instant first = began.plusSeconds(60);
        await().until(() -> next("acme.much").equals(first));
        server.timedWork.runDue(task, first);
        await().until(() -> next("acme.much").equals(first.plusSeconds(61)));
        assertThat(server.network.cursors).containsExactly(null, "one");
    }

    /** What plans the next poll does so before its thread has ended: the run may come in between. */
    @Test
    void channelThatIsAskedWhileItIsAtWork_isAskedSoonAfterwards_notWhenTheLeaseIsOver() {
        CountDownLatch open = new CountDownLatch(1);
        server.network.fetches.add(() -> {
            open.await();
            return ProbeNetwork.nothing();
        });
        channel("busy");
        server.timedWork.runDue(task, server.clock.instant());
        await().until(() -> server.network.cursors.size() == 1);
        server.timedWork.hurry(PollTask.NAME, "acme.busy");
        server.timedWork.runDue(task, server.clock.instant());
        assertThat(next("acme.busy")).isEqualTo(server.clock.instant().plus(PollTask.LEASE));
        open.countDown();
        await().until(() -> next("acme.busy").equals(server.clock.instant().plusSeconds(2)));
    }

    @Test
    void connectorThatCannotListen_isNotPolled() {
        server.network.abilities = EnumSet.of(Ability.PUBLISH);
        channel("news");
        assertThat(server.timedWork.next(PollTask.NAME, "acme.news")).isEmpty();
        assertThat(server.network.cursors).isEmpty();
    }

    @Test
    void pollsOfOneConnector_areFewAtOnce_theOthersHaveTheirTurnSoon() {
        CountDownLatch open = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            server.network.fetches.add(() -> {
                open.await();
                return ProbeNetwork.nothing();
            });
            channel("n" + i);
        }
        server.timedWork.runDue(task, server.clock.instant());
        // two of the type at once, and one of those that are new
        await().until(() -> server.network.cursors.size() == 1);
        Instant lease = server.clock.instant().plus(PollTask.LEASE);
        assertThat(server.timedWork.entries().values()).hasSize(5).allMatch(entry -> entry.at()
                .equals(lease));
        open.countDown();
        await().until(() -> server.timedWork.entries().values().stream()
                .noneMatch(entry -> entry.at().equals(lease)));
        assertThat(server.network.cursors).hasSize(5);
    }

    @Test
    void nodeWithoutTheConnector_leavesAChannelThatIsAskedOftenToOthersSoon() {
        server.channels.create("acme.often", "acme", "probe", "Often", Map.of("url", "x"), 20);
        server.channels.create("acme.seldom", "acme", "probe", "Seldom", Map.of("url", "x"), 3600);
        for (String id : List.of("acme.often", "acme.seldom")) {
            polled(id);
            Connector connector = server.running.find(id).orElseThrow();
            server.running.removeConnector(connector, Map.of(Connector.CHANNEL, id));
            server.timedWork.schedule(PollTask.NAME, id, server.clock.instant(), "");
        }
        server.timedWork.runDue(task, server.clock.instant());
        assertThat(next("acme.often")).isEqualTo(server.clock.instant().plusSeconds(10));
        assertThat(next("acme.seldom")).isEqualTo(server.clock.instant().plusSeconds(60));
    }

    @Test
    void pollsThatWait_areGivenBack_whenTheTaskEnds() {
        CountDownLatch open = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            server.network.fetches.add(() -> {
                open.await();
                return ProbeNetwork.nothing();
            });
            channel("n" + i);
        }
        server.timedWork.runDue(task, server.clock.instant());
        await().until(() -> server.network.cursors.size() == 1);
        task.close();
        assertThat(server.timedWork.entries().values())
                .filteredOn(entry -> entry.at().equals(server.clock.instant()))
                .as("for another server, or this one when it is back; the one under way as well")
                .hasSize(5);
        open.countDown();
        task = task();
    }

    @Test
    void pollsUnderWay_areBrokenOffQuietly_whenTheTaskEnds_andTakenUpAgain() {
        CountDownLatch asked = new CountDownLatch(1);
        server.network.fetches.add(() -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return ProbeNetwork.nothing();
        });
        channel("slow");
        assertThat(server.timedWork.runDue(task, server.clock.instant())).isPositive();
        await().until(() -> asked.getCount() == 0);

        task.close();
        // nobody's failure, and due at once
        assertThat(server.log.find("acme.slow", Ability.LISTEN)).isEmpty();
        assertThat(server.metrics.count("rostrum.channels.poll.failures")).isZero();
        assertThat(next("acme.slow")).isEqualTo(server.clock.instant());

        task = task();
        server.network.fetches.add(() -> ProbeNetwork.brought(List.of(Activities.said("1")), "one", false));
        polled("acme.slow");
        assertThat(server.archive.totals().activities()).isEqualTo(1);
    }

    /** After a start all that was scheduled keeps its time; nothing is asked because of it. */
    @Test
    void startOfTheServer_asksNobody_whoWasAskedBefore() {
        channel("news");
        Instant next = polled("acme.news");
        task.close();
        task = task();
        assertThat(next("acme.news")).isEqualTo(next);
        assertThat(Objects.requireNonNull(listening("acme.news").lastSuccess())).isEqualTo(server.clock.instant());
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(server.timedWork.runDue(task, server.clock.instant())).isZero();
    }

    @Test
    void news_areFetchedSoon_andManyAtOnceAreOne() {
        channel("told");
        assertThat(polled("acme.told")).isAfter(server.clock.instant().plusSeconds(100));
        int before = server.network.cursors.size();
        server.clock.advance(Duration.ofSeconds(30));
        arrivals.arrived("acme.told");
        arrivals.arrived("acme.told");
        polled("acme.told");
        assertThat(server.network.cursors).hasSize(before + 1);
        arrivals.arrived("acme.told");
        assertThat(next("acme.told"))
                .as("not more often than every two seconds")
                .isEqualTo(server.clock.instant().plusSeconds(2));
    }

    @Test
    void newsThatComeDuringAPoll_areNotForgotten() {
        channel("busy");
        polled("acme.busy");
        server.clock.advance(Duration.ofSeconds(30));
        server.network.fetches.add(() -> {
            arrivals.arrived("acme.busy");
            return ProbeNetwork.brought(List.of(), "after", false);
        });
        arrivals.arrived("acme.busy");
        assertThat(polled("acme.busy")).isEqualTo(server.clock.instant().plusSeconds(2));
    }

    @Test
    void news_doNotHelpAgainstARateLimit() {
        channel("limited");
        Instant until = server.clock.instant().plusSeconds(600);
        server.network.fetches.add(() -> {
            throw new DeliveryException(FailureCategory.RATE_LIMITED, "Slow down", until, null);
        });
        Instant next = polled("acme.limited");
        assertThat(next).isAfterOrEqualTo(until);
        arrivals.arrived("acme.limited");
        assertThat(next("acme.limited")).isEqualTo(next);
    }

    @Test
    void newsThatCameBeforeTheTask_areNotForgotten() {
        channel("early");
        polled("acme.early");
        int before = server.network.cursors.size();
        task.close();
        server.clock.advance(Duration.ofSeconds(30));
        arrivals.arrived("acme.early");
        task = task();
        polled("acme.early");
        assertThat(server.network.cursors).hasSize(before + 1);
    }

    @Test
    void news_ofChannelsThatAreNotThere_areQuiet() {
        arrivals.arrived("acme.nobody");
        assertThat(server.timedWork.next(PollTask.NAME, "acme.nobody")).isEmpty();
    }
}
