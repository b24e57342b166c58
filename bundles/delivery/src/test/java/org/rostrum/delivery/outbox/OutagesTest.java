package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rostrum.delivery.outbox.Nodes.awaitState;
import static org.rostrum.delivery.outbox.Nodes.find;
import static org.rostrum.delivery.outbox.Nodes.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.Delivery.State;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.delivery.Settings;
import org.rostrum.testkit.ManualClock;

/** Systems that are away for a while: what waits for them, and for how long. */
class OutagesTest {
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
    void what_fails_while_its_target_is_being_replaced_goes_to_the_new_one_at_once() throws Exception {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
        try (Nodes nodes = new Nodes(Database.Engine.DERBY, clock)) {
            CountDownLatch called = new CountDownLatch(1);
            CountDownLatch replaced = new CountDownLatch(1);
            FakeTarget old = new FakeTarget("crm", "lead");
            old.script = (delivery, arrive) -> {
                called.countDown();
                replaced.await();
                throw FakeTarget.failure(FailureCategory.UNAVAILABLE);
            };
            nodes.targets.add(old);
            Nodes.Node node = nodes.start();
            Delivery delivery = node.outbox().enqueue(request("a"));
            called.await();
            nodes.targets.remove(old);
            FakeTarget renewed = new FakeTarget("crm", "lead");
            nodes.targets.add(renewed);
            replaced.countDown();
            await().until(() -> find(node, delivery).state() != State.SENDING);
            clock.advance(Duration.ofSeconds(1));
            awaitState(node, delivery, State.DELIVERED);
            assertThat(node.outbox().figures().pauses()).isEmpty();
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
