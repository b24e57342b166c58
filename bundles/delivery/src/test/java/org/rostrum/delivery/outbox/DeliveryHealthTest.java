package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rostrum.delivery.outbox.Nodes.request;

import org.apache.felix.hc.api.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.delivery.DeliveryTables;

class DeliveryHealthTest {
    private static DeliveryHealth health(Nodes nodes, Nodes.Node node) {
        return new DeliveryHealth(
                new DeliveryTables(nodes.database.database()),
                node.dispatcher(),
                node.work(),
                nodes.metrics,
                nodes.clock);
    }

    private static String text(Result result) {
        StringBuilder text = new StringBuilder();
        result.forEach(entry -> text.append(entry.getStatus())
                .append(' ')
                .append(entry.getMessage())
                .append('\n'));
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void says_when_something_last_arrived_and_what_waits(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Nodes.Node node = nodes.start();
            DeliveryHealth health = health(nodes, node);
            assertThat(text(health.execute())).contains("Last delivered never; 0 waiting");
            node.outbox().enqueue(request("a"));
            assertThat(text(health.execute())).contains("1 waiting (the oldest since 20");
            assertThat(text(health.execute()))
                    .contains("WARN 1 waiting for the adapter \"crm\", which is not here; no other takes them either");
            nodes.targets.add(new FakeTarget("csv", "lead", "ticket"));
            nodes.targets.add(new FakeTarget("mail", "mail"));
            assertThat(text(health.execute()))
                    .contains("WARN 1 waiting for the adapter \"crm\", which is not here; others that take such: csv");
            nodes.targets.add(new FakeTarget("crm", "lead"));
            await().until(() -> text(health.execute()).contains("Last delivered 20"));
            assertThat(health.execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(nodes.metrics.gauges().keySet())
                    .contains("rostrum.delivery.waiting", "rostrum.delivery.deadletters");
            assertThat(nodes.metrics.gauges().values())
                    .allSatisfy(gauge -> assertThat(gauge.getAsDouble()).isNotNegative());
            health.close();
            assertThat(nodes.metrics.gauges()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void warns_of_dead_letters_and_names_the_adapter_whose_credentials_are_refused(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            crm.script = (delivery, arrive) -> {
                throw FakeTarget.failure(
                        delivery.request().idempotencyKey().equals("dead")
                                ? FailureCategory.REJECTED
                                : FailureCategory.AUTH_EXPIRED);
            };
            nodes.targets.add(crm);
            Nodes.Node node = nodes.start();
            node.outbox().enqueue(request("dead"));
            await().until(() -> node.outbox().figures().dead() == 1);
            node.outbox().enqueue(request("locked-out"));
            await().until(() -> !node.outbox().figures().pauses().isEmpty());
            DeliveryHealth health = health(nodes, node);
            assertThat(health.execute().getStatus()).isEqualTo(Result.Status.WARN);
            assertThat(text(health.execute()))
                    .contains("WARN 1 on the dead-letter desk")
                    .contains("WARN Adapter crm: the other side refuses our credentials")
                    .contains("it said AUTH_EXPIRED");
            health.close();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void is_critical_when_nobody_begins_work_that_is_due(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Nodes.Node node = nodes.start();
            DeliveryHealth health = health(nodes, node);
            node.work().close();
            node.work().schedule("probe", "late", nodes.clock.instant().minusSeconds(40), "");
            assertThat(text(health.execute())).contains("WARN The oldest QUICK work is 4");
            node.work().schedule("probe", "later", nodes.clock.instant().minusSeconds(400), "");
            assertThat(health.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
            assertThat(text(health.execute())).contains("CRITICAL No QUICK work is begun");
            health.close();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void is_critical_when_the_database_is_gone(Database.Engine engine) {
        Nodes nodes = new Nodes(engine);
        Nodes.Node node = nodes.start();
        DeliveryHealth health = health(nodes, node);
        nodes.close();
        assertThat(health.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(text(health.execute())).contains("cannot be read");
        health.close();
    }
}
