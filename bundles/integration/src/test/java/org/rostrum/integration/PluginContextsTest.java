package org.rostrum.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.rostrum.integration.TestServer.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.route.RouteNames;

@Timeout(120)
class PluginContextsTest {
    private static final Executor OTHER_THREAD = work -> new Thread(work, "test-deliverer").start();

    private final TestServer server = new TestServer(Duration.ofSeconds(3));

    @AfterEach
    void stop() {
        server.close();
    }

    /** One route for one kind. */
    private static final class Route extends RouteBuilder {
        private final String kind;
        private final Processor processor;
        final AtomicReference<@Nullable CamelContext> context = new AtomicReference<>();

        Route(String kind, Processor processor) {
            this.kind = kind;
            this.processor = processor;
        }

        Route(String kind) {
            this(kind, PluginContextsTest::receipt);
        }

        CamelContext camel() {
            return Objects.requireNonNull(context.get());
        }

        @Override
        public void configure() {
            context.set(getContext());
            from("rostrum:" + kind + "?adapter=a").routeId(kind).process(processor);
        }
    }

    private static void receipt(Exchange exchange) {
        exchange.getMessage().setHeader(RouteNames.EXTERNAL_ID, "1");
    }

    private static DeliveryException failure(DeliveryTarget target, String kind) {
        DeliveryException failure =
                catchThrowableOfType(DeliveryException.class, () -> target.deliver(delivery(kind, "{}")));
        assertThat(failure).as("failure of " + target).isNotNull();
        return failure;
    }

    private void awaitTargets(int count) {
        await().until(() -> server.published.size() == count);
    }

    @Test
    void routesOfOnePlugin_shareAContext_thatEndsWithTheLast() {
        Route lead = new Route("lead");
        Route ticket = new Route("ticket");
        Route other = new Route("mail");
        server.contexts.add(TestServer.plugin("one"), lead);
        server.contexts.add(TestServer.plugin("one"), ticket);
        server.contexts.add(TestServer.plugin("two"), other);
        awaitTargets(3);
        CamelContext context = lead.camel();

        assertThat(context).isSameAs(ticket.camel()).isNotSameAs(other.camel());
        assertThat(context.getName()).isEqualTo("one");

        server.contexts.remove(lead);
        assertThat(context.isStarted()).isTrue();
        assertThat(context.getRoutes())
                .extracting(org.apache.camel.Route::getId)
                .containsExactly("ticket");
        assertThat(server.published).hasSize(2);

        server.contexts.remove(ticket);
        assertThat(context.isStopped()).isTrue();
        assertThat(server.published).hasSize(1);
        assertThat(server.contexts.reports()).extracting(RoutesReport::plugin).containsExactly("two");
    }

    @Test
    void routes_canComeBack_afterTheyWereRemoved() throws Exception {
        for (int round = 0; round < 3; round++) {
            Route lead = new Route("lead");
            server.install("one", lead);
            assertThat(server.target("lead").deliver(delivery("lead", "{}")).externalId())
                    .isEqualTo("1");
            server.contexts.remove(lead);
            assertThat(server.published).isEmpty();
        }
    }

    @Test
    void brokenRoutes_leaveNothingBehind_andOthersRun() throws Exception {
        server.install("one", new Route("lead"));
        server.contexts.add(TestServer.plugin("one"), new RouteBuilder() {
            @Override
            public void configure() {
                from("rostrum:ticket?adapter=a").routeId("good-half").to("log:x");
                from("rostrum:lead?adapter=a").routeId("second-lead").to("log:x");
            }
        });
        await().until(() -> !server.report("one").failures().isEmpty());

        RoutesReport report = server.report("one");
        assertThat(report.failures()).singleElement().asString().contains("Multiple consumers");
        assertThat(report.routes()).containsExactly(new RoutesReport.Route("lead", "Started"));
        assertThat(server.published).hasSize(1);
        assertThat(server.target("lead").deliver(delivery("lead", "{}")).externalId())
                .isEqualTo("1");
        assertThat(IntegrationHealth.judge(server.contexts.reports()).isOk()).isFalse();
    }

    @Test
    void removal_waitsForWhatIsInFlight_andRefusesWhatComesThen() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Route lead = new Route("lead", exchange -> {
            begun.countDown();
            mayEnd.await();
            receipt(exchange);
        });
        server.install("one", lead);
        DeliveryTarget target = server.target("lead");
        CompletableFuture<String> delivered = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return target.deliver(delivery("lead", "{}")).externalId();
                    } catch (DeliveryException failure) {
                        return failure.toString();
                    }
                },
                OTHER_THREAD);
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> removed = CompletableFuture.runAsync(() -> server.contexts.remove(lead), OTHER_THREAD);
        await().untilAsserted(
                        () -> assertThat(failure(target, "lead").category()).isEqualTo(FailureCategory.UNAVAILABLE));
        assertThat(removed).isNotDone();
        mayEnd.countDown();

        assertThat(delivered.get(5, TimeUnit.SECONDS)).isEqualTo("1");
        removed.get(5, TimeUnit.SECONDS);
        assertThat(failure(target, "lead").category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void removal_isBounded_whenARouteHangs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Route lead = new Route("lead", exchange -> {
            begun.countDown();
            never.await();
        });
        server.install("one", lead);
        DeliveryTarget target = server.target("lead");
        CompletableFuture<FailureCategory> outcome =
                CompletableFuture.supplyAsync(() -> failure(target, "lead").category(), OTHER_THREAD);
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

        long begin = System.nanoTime();
        server.contexts.remove(lead);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(9));
        never.countDown();
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isIn(FailureCategory.UNKNOWN_OUTCOME, FailureCategory.REJECTED);
    }

    @Test
    void removal_duringASlowStart_isDoneByTheStarter() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch mayStart = new CountDownLatch(1);
        RouteBuilder slow = new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                starting.countDown();
                mayStart.await();
                from("rostrum:lead?adapter=a").to("log:x");
            }
        };
        server.contexts.add(TestServer.plugin("slow"), slow);
        assertThat(starting.await(5, TimeUnit.SECONDS)).isTrue();
        server.install("quick", new Route("ticket"));

        server.contexts.remove(slow);
        mayStart.countDown();

        await().until(() -> server.contexts.reports().size() == 1);
        assertThat(server.published).hasSize(1);
    }

    @Test
    void stoppedRoute_isUnavailable_andNamedByHealth() throws Exception {
        Route lead = new Route("lead");
        server.install("one", lead);
        DeliveryTarget target = server.target("lead");
        CamelContext context = lead.camel();

        context.getRouteController().suspendRoute("lead");
        assertThat(failure(target, "lead").category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(IntegrationHealth.judge(server.contexts.reports()).toString())
                .contains("\"lead\" is Suspended");

        context.getRouteController().stopRoute("lead");
        assertThat(server.published).isEmpty();
        assertThat(failure(target, "lead").category()).isEqualTo(FailureCategory.UNAVAILABLE);

        context.getRouteController().startRoute("lead");
        assertThat(server.target("lead").deliver(delivery("lead", "{}")).externalId())
                .isEqualTo("1");
        assertThat(IntegrationHealth.judge(server.contexts.reports()).isOk()).isTrue();
    }

    @Test
    void failingTimerRoute_isLoggedOnce_andTheContextGoesOn() {
        CountDownLatch fired = new CountDownLatch(2);
        server.install("one", new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:t?period=50&delay=0").routeId("tick").process(exchange -> {
                    fired.countDown();
                    throw new IllegalStateException("expected by the test");
                });
            }
        });

        await().until(() -> fired.getCount() == 0);
        assertThat(server.report("one").routes()).containsExactly(new RoutesReport.Route("tick", "Started"));
    }

    @Test
    void fiftyRounds_leaveNoThreads() {
        Set<String> before = threads();
        for (int round = 0; round < 50; round++) {
            RouteBuilder busy = new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:t?period=20").to("seda:next");
                    from("seda:next?concurrentConsumers=2&pollTimeout=20").to("log:x?level=OFF");
                    from("rostrum:lead?adapter=a").to("log:x");
                }
            };
            server.install("one", busy);
            server.contexts.remove(busy);
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
        assertThat(server.contexts.reports()).isEmpty();
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            names.add(thread.getName() + " #" + thread.getId());
        }
        names.removeIf(name -> List.of("awaitility", "Attach", "surefire", "process reaper", "Common-Cleaner").stream()
                .anyMatch(name::contains));
        return names;
    }
}
