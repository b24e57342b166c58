package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rostrum.delivery.outbox.Nodes.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.Delivery.State;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.delivery.Settings;

class CrashTest {
    private static final Settings SHORT = Settings.quick().with("callTimeoutSeconds", 1);

    /** Leaves the rows as a node leaves them that dies in the middle of a hand-over. */
    private static void dieWhileSending(Nodes nodes, Delivery delivery, String node) {
        nodes.database.database().transact(connection -> {
            assertThat(Sql.update(
                            connection,
                            "update delivery_delivery set state = 'SENDING', attempts = attempts + 1, claim = claim + 1,"
                                    + " carried_by = 'crm', sending_by = ?, sending_since = ?, next_attempt = created"
                                    + " where id = ?",
                            node,
                            nodes.clock.instant(),
                            delivery.id()))
                    .isEqualTo(1);
        });
    }

    private static State state(Nodes.Node node, Delivery delivery) {
        return node.outbox().find(delivery.id()).orElseThrow().state();
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void after_a_crash_between_send_and_commit_it_is_looked_up_before_it_is_sent(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Nodes.Node first = nodes.start(SHORT);
            Delivery arrived = first.outbox().enqueue(request("arrived"));
            Delivery missed = first.outbox().enqueue(request("missed"));
            nodes.stop(first);
            dieWhileSending(nodes, arrived, "elsewhere/1/2/3");
            dieWhileSending(nodes, missed, "elsewhere/1/2/3");

            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.arrivals.put("arrived", new java.util.concurrent.atomic.AtomicInteger(1));
            nodes.targets.add(crm);
            Nodes.Node second = nodes.start(SHORT);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> state(second, arrived) == State.DELIVERED && state(second, missed) == State.DELIVERED);
            assertThat(crm.order).containsExactly("missed");
            assertThat(crm.lookUps.get()).isEqualTo(2);
            assertThat(crm.arrivedOnce()).isEqualTo(2);
            Delivery found = second.outbox().find(arrived.id()).orElseThrow();
            assertThat(found.externalId()).isEqualTo("there-arrived");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void after_a_crash_it_waits_for_a_person_where_nothing_can_be_looked_up(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Nodes.Node first = nodes.start(SHORT);
            Delivery delivery = first.outbox().enqueue(request("a"));
            nodes.stop(first);
            dieWhileSending(nodes, delivery, Node.here().host() + "/999999999/1/x");
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.canFind = false;
            nodes.targets.add(crm);
            Nodes.Node second = nodes.start(SHORT.with("callTimeoutSeconds", 60));
            await().atMost(Duration.ofSeconds(20)).until(() -> state(second, delivery) == State.DEAD);
            Delivery dead = second.outbox().find(delivery.id()).orElseThrow();
            assertThat(dead.category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            assertThat(dead.error()).contains("the server stopped").contains("replay it if it did not");
            assertThat(crm.calls.get()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_stop_lets_the_delivery_in_flight_end_and_the_rest_goes_after_the_start(Database.Engine engine)
            throws Exception {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            CountDownLatch began = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            crm.script = (delivery, arrive) -> {
                began.countDown();
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node first = nodes.start();
            List<DeliveryRequest> requests = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                requests.add(request("k" + i, "lead/" + i % 4));
            }
            first.outbox().enqueueAll(requests);
            assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
            Thread stopping = new Thread(() -> nodes.stop(first));
            stopping.start();
            await().pollDelay(Duration.ofMillis(300)).until(stopping::isAlive);
            go.countDown();
            stopping.join(20_000);
            assertThat(stopping.isAlive()).isFalse();
            int inFlight = crm.arrivedOnce();
            assertThat(inFlight).isBetween(1, 4);
            long sending = nodes.database
                    .database()
                    .read(connection ->
                            Sql.number(connection, "select count(*) from delivery_delivery where state = 'SENDING'"));
            assertThat(sending).isZero();

            Nodes.Node second = nodes.start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> second.outbox().figures().waiting() == 0);
            await().until(() -> second.outbox().figures().sending() == 0);
            assertThat(crm.arrivedOnce()).isEqualTo(40);
            assertThat(crm.calls.get()).isEqualTo(40);
            assertThat(crm.lookUps.get()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_result_that_comes_after_the_take_over_still_counts(Database.Engine engine) throws Exception {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            CountDownLatch began = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            AtomicBoolean first = new AtomicBoolean(true);
            crm.script = (delivery, arrive) -> {
                if (first.getAndSet(false)) {
                    began.countDown();
                    assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
                }
                arrive.run();
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start(Settings.quick());
            Delivery delivery = node.outbox().enqueue(request("slow"));
            assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
            // as if the node had been cut off for longer than its signs of life last
            nodes.database
                    .database()
                    .transact(connection -> Sql.update(
                            connection,
                            "update delivery_timed_work set picked = false, version = version + 1, execution_time = ?"
                                    + " where task_instance like 'deliver/%'",
                            nodes.clock.instant()));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                Delivery now = node.outbox().find(delivery.id()).orElseThrow();
                return now.state() == State.PENDING && now.category() == FailureCategory.UNKNOWN_OUTCOME;
            });
            go.countDown();
            await().until(() -> state(node, delivery) == State.DELIVERED);
            assertThat(crm.calls.get()).isEqualTo(1);
            assertThat(crm.lookUps.get()).isZero();
            assertThat(crm.arrivedOnce()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_lost_wake_is_made_good_by_the_sweep(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            node.outbox().enqueue(request("first"));
            await().until(() -> crm.arrivals.size() == 1);
            // what a node leaves that dies right after its commit
            nodes.database.database().transact(connection -> {
                new DeliveryInserter(engine).insert(connection, List.of(request("second")), nodes.clock.instant());
            });
            node.work().hurry("deliver-sweep", Sweep.KEY);
            await().until(() -> crm.arrivals.size() == 2);
        }
    }
}
