package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.rostrum.delivery.outbox.Nodes.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.BulkReplay;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.Delivery.State;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.problem.Problem;
import org.rostrum.delivery.Settings;
import org.rostrum.testkit.ManualClock;

class FailuresTest {
    private static Delivery find(Nodes.Node node, Delivery delivery) {
        return node.outbox().find(delivery.id()).orElseThrow();
    }

    private static void awaitState(Nodes.Node node, Delivery delivery, State state) {
        await().atMost(Duration.ofSeconds(20)).until(() -> find(node, delivery).state() == state);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void unavailable_is_tried_again_until_it_passes(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            AtomicInteger failures = new AtomicInteger(3);
            crm.script = (delivery, arrive) -> {
                if (failures.getAndDecrement() > 0) {
                    throw FakeTarget.failure(FailureCategory.UNAVAILABLE);
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DELIVERED);
            Delivery end = find(node, delivery);
            assertThat(end.attempts()).isEqualTo(4);
            assertThat(end.category()).isNull();
            assertThat(end.error()).isNull();
            assertThat(crm.arrivedOnce()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void refused_goes_to_the_desk_at_once_and_replay_sends_it(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            AtomicBoolean refuse = new AtomicBoolean(true);
            crm.script = (delivery, arrive) -> {
                if (refuse.get()) {
                    throw FakeTarget.failure(FailureCategory.REJECTED);
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            List<Delivery> told = new CopyOnWriteArrayList<>();
            nodes.listeners.add(told::add);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DEAD);
            Delivery dead = find(node, delivery);
            assertThat(dead.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(dead.error()).contains("it said REJECTED");
            assertThat(dead.nextAttempt()).isNull();
            assertThat(node.outbox().figures().dead()).isEqualTo(1);

            refuse.set(false);
            Delivery replayed = node.outbox().replay(delivery.id());
            assertThat(replayed.state()).isEqualTo(State.PENDING);
            assertThat(replayed.attempts()).isZero();
            awaitState(node, delivery, State.DELIVERED);
            assertThat(find(node, delivery).attempts()).isEqualTo(1);
            assertThat(crm.lookUps.get()).isZero();
            assertThat(told).extracting(Delivery::state).containsExactly(State.DEAD, State.DELIVERED);
            assertThat(nodes.audit.actions()).containsExactly("delivery.replay");
            assertThat(nodes.audit.events().get(0).before())
                    .contains("REJECTED")
                    .doesNotContain("Zoë");
            assertThatThrownBy(() -> node.outbox().replay(delivery.id()))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
            assertThatThrownBy(() -> node.outbox().replay(999))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void of_two_who_replay_at_once_one_wins(Database.Engine engine) throws Exception {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.script = (delivery, arrive) -> {
                throw FakeTarget.failure(FailureCategory.UNSUPPORTED);
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DEAD);
            nodes.targets.remove(crm);
            CountDownLatch go = new CountDownLatch(1);
            AtomicInteger won = new AtomicInteger();
            List<Problem.Kind> lost = new CopyOnWriteArrayList<>();
            List<Thread> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread person = new Thread(() -> {
                    try {
                        go.await();
                        node.outbox().replay(delivery.id());
                        won.incrementAndGet();
                    } catch (Problem problem) {
                        lost.add(problem.kind());
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                });
                person.start();
                people.add(person);
            }
            go.countDown();
            for (Thread person : people) {
                person.join(30_000);
            }
            assertThat(won.get()).isEqualTo(1);
            assertThat(lost).hasSize(3).containsOnly(Problem.Kind.CONFLICT);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_lost_answer_is_looked_up_and_not_sent_again(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            AtomicBoolean arrives = new AtomicBoolean(true);
            AtomicInteger losses = new AtomicInteger(2);
            crm.script = (delivery, arrive) -> {
                boolean lose = losses.getAndDecrement() > 0;
                if (!lose || arrives.getAndSet(false)) {
                    arrive.run();
                }
                if (lose) {
                    throw new java.net.SocketTimeoutException("no answer");
                }
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Delivery arrived = node.outbox().enqueue(request("arrived"));
            awaitState(node, arrived, State.DELIVERED);
            assertThat(find(node, arrived).attempts()).isEqualTo(1);
            assertThat(find(node, arrived).externalId()).isEqualTo("there-arrived");

            Delivery missed = node.outbox().enqueue(request("missed"));
            awaitState(node, missed, State.DELIVERED);
            assertThat(find(node, missed).attempts()).isEqualTo(2);
            assertThat(crm.lookUps.get()).isEqualTo(2);
            assertThat(crm.arrivedOnce()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_lost_answer_goes_to_the_desk_where_nothing_can_be_looked_up(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.canFind = false;
            AtomicBoolean lose = new AtomicBoolean(true);
            crm.script = (delivery, arrive) -> {
                if (lose.getAndSet(false)) {
                    throw FakeTarget.failure(FailureCategory.UNKNOWN_OUTCOME);
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DEAD);
            Delivery dead = find(node, delivery);
            assertThat(dead.category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            assertThat(dead.error()).contains("discard it if it arrived").contains("crm");
            node.outbox().replay(delivery.id());
            awaitState(node, delivery, State.DELIVERED);
            assertThat(crm.calls.get()).isEqualTo(2);
            assertThat(crm.lookUps.get()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_replay_of_an_unknown_outcome_is_looked_up_first(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.canFind = false;
            crm.script = (delivery, arrive) -> {
                arrive.run();
                throw new java.io.IOException("cut off");
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DEAD);
            crm.canFind = true;
            node.outbox().replay(delivery.id());
            awaitState(node, delivery, State.DELIVERED);
            assertThat(crm.arrivedOnce()).isEqualTo(1);
            assertThat(crm.lookUps.get()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_look_up_that_fails_is_repeated_and_nothing_is_sent_meanwhile(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.script = (delivery, arrive) -> {
                arrive.run();
                throw FakeTarget.failure(FailureCategory.UNKNOWN_OUTCOME);
            };
            AtomicInteger down = new AtomicInteger(3);
            crm.findScript = (delivery, nothing) -> {
                if (down.getAndDecrement() > 0) {
                    throw FakeTarget.failure(FailureCategory.UNAVAILABLE);
                }
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DELIVERED);
            assertThat(crm.lookUps.get()).isEqualTo(4);
            assertThat(crm.arrivedOnce()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_call_that_hangs_is_broken_off_and_looked_up(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            AtomicBoolean hang = new AtomicBoolean(true);
            AtomicBoolean interrupted = new AtomicBoolean();
            crm.script = (delivery, arrive) -> {
                arrive.run();
                if (hang.getAndSet(false)) {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException stop) {
                        interrupted.set(true);
                        throw stop;
                    }
                }
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start(Settings.quick().with("callTimeoutSeconds", 1));
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DELIVERED);
            await().untilTrue(interrupted);
            assertThat(crm.lookUps.get()).isEqualTo(1);
            assertThat(crm.arrivedOnce()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void what_listeners_write_stands_or_falls_with_the_end_and_nothing_is_sent_twice(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            nodes.targets.add(crm);
            Database database = nodes.database.database();
            database.transact(connection -> Sql.update(connection, "create table told (id bigint not null)"));
            AtomicInteger failures = new AtomicInteger(2);
            nodes.listeners.add(delivery -> database.transact(
                    connection -> Sql.update(connection, "insert into told values (?)", delivery.id())));
            nodes.listeners.add(delivery -> {
                assertThat(database.inTransaction()).isTrue();
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("not yet");
                }
            });
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DELIVERED);
            assertThat(crm.calls.get()).isEqualTo(1);
            assertThat(failures.get()).isEqualTo(-1);
            long rows = database.read(connection -> Sql.number(connection, "select count(*) from told"));
            assertThat(rows).isEqualTo(1);
            assertThat(find(node, delivery).error()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void waits_for_an_adapter_and_goes_when_it_comes(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            Delivery any =
                    node.outbox().enqueue(new DeliveryRequest("lead", null, null, "lead/9", "any", "{}", List.of()));
            Delivery other = node.outbox()
                    .enqueue(new DeliveryRequest("ticket", "crm", null, "ticket/9", "other", "{}", List.of()));
            await().until(() -> node.work()
                    .next("deliver", "crm/" + StoredDelivery.lane(request("a")))
                    .filter(next -> next.isAfter(Instant.now().plusSeconds(5)))
                    .isPresent());
            assertThat(find(node, delivery).error()).contains("crm").contains("none is installed");
            FakeTarget crm = new FakeTarget("crm", "lead");
            nodes.targets.add(crm);
            awaitState(node, delivery, State.DELIVERED);
            awaitState(node, any, State.DELIVERED);
            assertThat(crm.arrivedOnce()).isEqualTo(2);
            assertThat(find(node, other).state()).isEqualTo(State.PENDING);
            assertThat(find(node, other).error()).contains("ticket");
            FakeTarget tickets = new FakeTarget("crm", "ticket");
            nodes.targets.add(tickets);
            awaitState(node, other, State.DELIVERED);
            assertThat(tickets.arrivedOnce()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_later_delivery_of_a_subject_does_not_overtake_and_a_dead_one_blocks_nothing(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            AtomicInteger first = new AtomicInteger(3);
            crm.script = (delivery, arrive) -> {
                String key = delivery.request().idempotencyKey();
                if (key.equals("one") && first.getAndDecrement() > 0) {
                    throw FakeTarget.failure(FailureCategory.UNAVAILABLE);
                }
                if (key.equals("two")) {
                    throw FakeTarget.failure(FailureCategory.REJECTED);
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            List<Delivery> all = node.outbox()
                    .enqueueAll(
                            List.of(request("one", "lead/1"), request("two", "lead/1"), request("three", "lead/1")));
            awaitState(node, all.get(2), State.DELIVERED);
            assertThat(crm.order).containsExactly("one", "three");
            assertThat(find(node, all.get(1)).state()).isEqualTo(State.DEAD);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void many_are_replayed_by_filter(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead", "ticket");
            AtomicBoolean refuse = new AtomicBoolean(true);
            crm.script = (delivery, arrive) -> {
                if (refuse.get()) {
                    throw FakeTarget.failure(FailureCategory.REJECTED);
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            List<DeliveryRequest> requests = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                requests.add(request("k" + i));
            }
            requests.add(new DeliveryRequest("ticket", "crm", null, "ticket/1", "t", "{}", List.of()));
            node.outbox().enqueueAll(requests);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.outbox().figures().dead() == 151);
            refuse.set(false);
            DeliveryFilter leads = new DeliveryFilter(null, "lead", null, null);
            assertThat(node.outbox().replayAll(leads, 30)).isEqualTo(new BulkReplay(30, 120));
            assertThat(node.outbox().replayAll(leads, 10_000)).isEqualTo(new BulkReplay(120, 0));
            await().atMost(Duration.ofSeconds(30)).until(() -> crm.arrivals.size() == 150);
            assertThat(node.outbox().figures().dead()).isEqualTo(1);
            assertThat(nodes.audit.actions()).hasSize(150).containsOnly("delivery.replay");
            assertThatThrownBy(() -> node.outbox().replayAll(leads, 0)).hasMessageContaining("10000");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void discarded_is_told_audited_and_never_sent(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.script = (delivery, arrive) -> {
                throw FakeTarget.failure(FailureCategory.REJECTED);
            };
            nodes.targets.add(crm);
            List<State> told = new CopyOnWriteArrayList<>();
            nodes.listeners.add(delivery -> told.add(delivery.state()));
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DEAD);
            assertThatThrownBy(() -> node.outbox().discard(delivery.id(), "  ")).hasMessageContaining("reason");
            Delivery discarded = node.outbox().discard(delivery.id(), "asked for by the customer");
            assertThat(discarded.state()).isEqualTo(State.DISCARDED);
            assertThat(discarded.error()).contains("asked for by the customer").contains("it said REJECTED");
            assertThat(told).containsExactly(State.DEAD, State.DISCARDED);
            assertThat(nodes.audit.events().get(0).after()).contains("asked for by the customer");
            assertThatThrownBy(() -> node.outbox().discard(delivery.id(), "again"))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
            assertThat(crm.calls.get()).isEqualTo(1);
        }
    }

    @Test
    void one_probe_goes_to_an_adapter_that_is_down_and_not_thousands() {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
        try (Nodes nodes = new Nodes(Database.Engine.DERBY, clock)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            AtomicBoolean down = new AtomicBoolean(true);
            crm.script = (delivery, arrive) -> {
                if (down.get()) {
                    throw new DeliveryException(FailureCategory.UNAVAILABLE, "connection refused", null);
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start(Settings.quick().with("firstRetrySeconds", 5));
            List<DeliveryRequest> requests = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                requests.add(request("k" + i));
            }
            List<Delivery> made = node.outbox().enqueueAll(requests);
            await().until(() -> !node.outbox().figures().pauses().isEmpty());
            await().during(Duration.ofSeconds(1)).until(() -> crm.calls.get() <= 4);
            int before = crm.calls.get();
            assertThat(node.outbox().figures().pauses().get(0).error()).isEqualTo("connection refused");
            assertThat(node.outbox().figures().waiting()).isEqualTo(500);
            assertThat(find(node, made.get(499)).error()).contains("not called until");

            clock.advance(Duration.ofSeconds(60));
            await().until(() -> crm.calls.get() == before + 1);
            await().during(Duration.ofSeconds(1)).until(() -> crm.calls.get() == before + 1);

            down.set(false);
            clock.advance(Duration.ofMinutes(10));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                clock.advance(Duration.ofSeconds(2));
                return crm.arrivals.size() == 500;
            });
            assertThat(crm.arrivedOnce()).isEqualTo(500);
        }
    }

    @Test
    void rate_limits_are_kept_to_the_named_time() {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
        try (Nodes nodes = new Nodes(Database.Engine.DERBY, clock)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            AtomicBoolean limit = new AtomicBoolean(true);
            Instant at = clock.instant().plus(Duration.ofMinutes(15));
            crm.script = (delivery, arrive) -> {
                if (limit.getAndSet(false)) {
                    throw new DeliveryException(FailureCategory.RATE_LIMITED, "slow down", at, null);
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            await().until(() -> find(node, delivery).category() == FailureCategory.RATE_LIMITED);
            assertThat(find(node, delivery).nextAttempt()).isEqualTo(at);
            clock.advance(Duration.ofMinutes(14));
            await().during(Duration.ofMillis(500)).until(() -> crm.calls.get() == 1);
            clock.advance(Duration.ofMinutes(1));
            awaitState(node, delivery, State.DELIVERED);
        }
    }

    @Test
    void refused_credentials_wait_and_a_renewed_target_is_tried_at_once() {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
        try (Nodes nodes = new Nodes(Database.Engine.DERBY, clock)) {
            FakeTarget old = new FakeTarget("crm", "lead");
            old.script = (delivery, arrive) -> {
                throw FakeTarget.failure(FailureCategory.AUTH_EXPIRED);
            };
            nodes.targets.add(old);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            await().until(() -> find(node, delivery).category() == FailureCategory.AUTH_EXPIRED);
            assertThat(find(node, delivery).nextAttempt())
                    .isBetween(
                            clock.instant().plus(Duration.ofMinutes(4)),
                            clock.instant().plus(Duration.ofMinutes(6)));
            clock.advance(Duration.ofMinutes(7));
            await().until(() -> old.calls.get() == 2);
            nodes.targets.remove(old);
            FakeTarget renewed = new FakeTarget("crm", "lead");
            nodes.targets.add(renewed);
            awaitState(node, delivery, State.DELIVERED);
            assertThat(renewed.arrivedOnce()).isEqualTo(1);
        }
    }

    @Test
    void a_system_that_stays_away_is_given_up_after_its_tries_and_hours() {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
        try (Nodes nodes = new Nodes(Database.Engine.DERBY, clock)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.script = (delivery, arrive) -> {
                throw FakeTarget.failure(FailureCategory.UNAVAILABLE);
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start(Settings.quick()
                    .with("firstRetrySeconds", 5)
                    .with("tries", 3)
                    .with("giveUpAfterHours", 1)
                    .with("longestRetrySeconds", 1200));
            Delivery delivery = node.outbox().enqueue(request("a"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                clock.advance(Duration.ofSeconds(30));
                return find(node, delivery).state() == State.DEAD;
            });
            Delivery dead = find(node, delivery);
            assertThat(dead.attempts()).isGreaterThanOrEqualTo(3);
            assertThat(dead.finished()).isAfterOrEqualTo(Instant.parse("2026-11-21T11:00:00Z"));
            assertThat(dead.error()).contains("Given up after");
        }
    }
}
