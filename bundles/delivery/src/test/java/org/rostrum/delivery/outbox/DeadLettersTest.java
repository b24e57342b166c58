package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.rostrum.delivery.outbox.Nodes.awaitState;
import static org.rostrum.delivery.outbox.Nodes.find;
import static org.rostrum.delivery.outbox.Nodes.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.BulkReplay;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.Delivery.State;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.DerbyPlans;

/** What lies on the dead-letter desk: sent again, once, or discarded. */
class DeadLettersTest {
    @Test
    void pages_putNothingInOrder() {
        try (Nodes nodes = new Nodes(Database.Engine.DERBY)) {
            Nodes.Node node = nodes.start();
            for (int i = 0; i < 60; i++) {
                node.outbox().enqueue(request("n" + i));
            }
            for (DeliveryFilter filter : List.of(DeliveryFilter.ALL, new DeliveryFilter(null, "lead", null, null))) {
                assertThat(DerbyPlans.mostSorted(nodes.database.database(), () -> assertThat(
                                        node.outbox().list(filter, null, 5).items())
                                .hasSize(5)))
                        .as("%s", filter)
                        .isZero();
            }
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
    void changed_is_sent_as_it_is_then_and_the_trail_tells_the_change(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            List<String> seen = new CopyOnWriteArrayList<>();
            crm.script = (delivery, arrive) -> {
                seen.add(delivery.request().payload());
                if (delivery.request().payload().contains("Zoë")) {
                    throw FakeTarget.failure(FailureCategory.REJECTED);
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Outbox outbox = node.outbox();
            Delivery delivery = outbox.enqueue(new DeliveryRequest(
                    "lead", "crm", "acme", "lead/1", "k", "{\"name\":\"Zoë\",\"score\":7}", List.of()));
            awaitState(node, delivery, State.DEAD);
            long version = find(node, delivery).request().payloadVersion();
            refused(Problem.Kind.PRECONDITION_FAILED, () -> outbox.edit(delivery.id(), "{}", version + 1));
            refused(Problem.Kind.INVALID, () -> outbox.edit(delivery.id(), "{\"name\":", version));
            refused(Problem.Kind.INVALID, () -> outbox.edit(delivery.id(), "\"" + "x".repeat(1 << 20) + "\"", version));
            refused(Problem.Kind.NOT_FOUND, () -> outbox.edit(999, "{}", version));
            String better = "{ \"name\": \"Zoe 密\", \"score\": 7 }";
            Delivery changed = outbox.edit(delivery.id(), better, version);
            assertThat(changed.state()).isEqualTo(State.DEAD);
            assertThat(changed.request().payload()).isEqualTo(better);
            assertThat(changed.request().payloadVersion()).isNotEqualTo(version);
            refused(Problem.Kind.PRECONDITION_FAILED, () -> outbox.edit(delivery.id(), "{}", version));
            outbox.replay(delivery.id());
            awaitState(node, delivery, State.DELIVERED);
            assertThat(seen).hasSize(2).endsWith(better);
            refused(
                    Problem.Kind.CONFLICT,
                    () -> outbox.edit(delivery.id(), "{}", changed.request().payloadVersion()));
            assertThat(nodes.audit.actions()).containsExactly("delivery.edit", "delivery.replay");
            assertThat(nodes.audit.events().get(0).before()).contains("\"payload\":{\"name\":\"Zoë\"}");
            assertThat(nodes.audit.events().get(0).after()).contains("\"payload\":{\"name\":\"Zoe 密\"}");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void what_may_have_arrived_cannot_be_changed(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.script = (delivery, arrive) -> {
                throw FakeTarget.failure(FailureCategory.UNKNOWN_OUTCOME);
            };
            crm.canFind = false;
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            awaitState(node, delivery, State.DEAD);
            long version = find(node, delivery).request().payloadVersion();
            refused(Problem.Kind.CONFLICT, () -> node.outbox().edit(delivery.id(), "{}", version));
            assertThat(nodes.audit.actions()).isEmpty();
        }
    }

    private static void refused(Problem.Kind kind, ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                .isEqualTo(kind));
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
}
