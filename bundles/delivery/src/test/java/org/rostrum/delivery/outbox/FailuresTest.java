package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rostrum.delivery.outbox.Nodes.awaitState;
import static org.rostrum.delivery.outbox.Nodes.find;
import static org.rostrum.delivery.outbox.Nodes.request;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.Delivery.State;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.delivery.Settings;

/** A delivery that fails, or of which nobody knows whether it did. */
class FailuresTest {
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
}
