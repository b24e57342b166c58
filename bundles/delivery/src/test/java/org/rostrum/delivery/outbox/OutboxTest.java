package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.rostrum.delivery.outbox.Nodes.request;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.ContentSource;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Requester;
import org.rostrum.delivery.Settings;

class OutboxTest {
    private static DeliveryRequest withPayload(String payload) {
        return new DeliveryRequest("lead", "crm", null, "lead/1", "p", payload, List.of());
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void keeps_everything_of_a_request_whatever_its_size(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Outbox outbox = nodes.start().outbox();
            String big = "\"" + "ż".repeat(500_000) + "\"";
            List<AttachmentReference> attachments = List.of(
                    new AttachmentReference("Bericht größe.pdf", "application/pdf", "report-output:7"),
                    new AttachmentReference("b.csv", "text/csv", "report-output:8"));
            DeliveryRequest request = new DeliveryRequest("mail", null, "acme", "report-run/7", "k", big, attachments);
            Delivery made = outbox.enqueue(request);
            assertThat(made.request()).isEqualTo(request);
            assertThat(made.state()).isEqualTo(Delivery.State.PENDING);
            Delivery found = outbox.find(made.id()).orElseThrow();
            assertThat(found.request()).isEqualTo(request);
            assertThat(found.error()).contains("mail").contains("none is installed");
            assertThat(outbox.list(DeliveryFilter.ALL, null, 10)
                            .items()
                            .get(0)
                            .request()
                            .payload())
                    .isEmpty();
            assertThat(outbox.find(made.id() + 1)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void tells_who_asked_and_only_the_server_may_say_that_it_was_somebody_else(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Outbox outbox = nodes.start().outbox();
            Requester jan = new Requester("jan", "acme");
            long own = outbox.enqueue(request("own").withRequester(jan)).id();
            long asked = nodes.access
                    .asSystem("reporting", () -> outbox.enqueue(request("asked").withRequester(jan)))
                    .id();
            long job = nodes.access
                    .asSystem("routing", () -> outbox.enqueue(request("job")))
                    .id();
            assertThat(outbox.find(own).orElseThrow().requestedBy()).isEqualTo(new Requester("tester", null));
            assertThat(outbox.find(asked).orElseThrow().requestedBy()).isEqualTo(jan);
            assertThat(outbox.find(job).orElseThrow().requestedBy()).isEqualTo(new Requester("routing", null));
            assertThat(outbox.list(DeliveryFilter.ALL, null, 10).items())
                    .extracting(Delivery::requestedBy)
                    .containsExactly(new Requester("routing", null), jan, new Requester("tester", null));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_known_key_gives_the_delivery_that_exists(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Outbox outbox = nodes.start().outbox();
            Delivery first = outbox.enqueue(request("a"));
            List<Delivery> more = outbox.enqueueAll(List.of(request("b"), request("a"), request("c"), request("b")));
            assertThat(more.get(1).id()).isEqualTo(first.id());
            assertThat(more.get(0).id()).isEqualTo(more.get(3).id());
            assertThat(more.get(2).id()).isGreaterThan(more.get(0).id());
            assertThat(outbox.list(DeliveryFilter.ALL, null, 10).items()).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void enqueue_stands_or_falls_with_the_transaction(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            nodes.targets.add(crm);
            Outbox outbox = nodes.start().outbox();
            assertThatThrownBy(() -> nodes.database.database().transact(connection -> {
                        outbox.enqueue(request("lost"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            nodes.database.database().transact(connection -> outbox.enqueue(request("kept")));
            await().until(() -> crm.arrivals.size() == 1);
            assertThat(crm.order).containsExactly("kept");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void two_who_ask_for_the_same_at_the_same_time_get_one_delivery(Database.Engine engine) throws Exception {
        try (Nodes nodes = new Nodes(engine)) {
            Outbox outbox = nodes.start().outbox();
            CountDownLatch go = new CountDownLatch(1);
            List<Long> ids = new java.util.concurrent.CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        go.await();
                        for (int k = 0; k < 20; k++) {
                            ids.add(outbox.enqueue(request("k" + k)).id());
                        }
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                });
                thread.start();
                threads.add(thread);
            }
            go.countDown();
            for (Thread thread : threads) {
                thread.join(30_000);
            }
            assertThat(ids).hasSize(80);
            assertThat(ids.stream().distinct()).hasSize(20);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void lists_by_filter_newest_first_in_pages(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            Outbox outbox = nodes.start().outbox();
            List<DeliveryRequest> requests = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                requests.add(request("k" + i, "lead/" + i % 5));
            }
            outbox.enqueueAll(requests);
            DeliveryFilter filter = new DeliveryFilter(Delivery.State.PENDING, "lead", "crm", "lead/3");
            CursorPage<Delivery> first = outbox.list(filter, null, 3);
            CursorPage<Delivery> second = outbox.list(filter, first.nextCursor(), 3);
            assertThat(first.items())
                    .extracting(one -> one.request().idempotencyKey())
                    .containsExactly("k23", "k18", "k13");
            assertThat(second.items())
                    .extracting(one -> one.request().idempotencyKey())
                    .containsExactly("k8", "k3");
            assertThat(second.nextCursor()).isNull();
            assertThatThrownBy(() -> outbox.list(filter, "x", 3)).hasMessageContaining("cursor");
            assertThatThrownBy(() -> outbox.list(filter, null, 501)).hasMessageContaining("500");
        }
    }

    @Test
    void bad_requests_are_refused_with_the_field() {
        try (Nodes nodes = new Nodes(Database.Engine.DERBY)) {
            Outbox outbox = nodes.start().outbox();
            assertField(outbox, withPayload("\"" + "x".repeat(RequestCheck.MAX_PAYLOAD) + "\""), "payload");
            assertField(outbox, withPayload("{\"a\":"), "payload");
            assertField(outbox, withPayload("{} {}"), "payload");
            assertField(outbox, withPayload(""), "payload");
            assertField(outbox, new DeliveryRequest("Lead!", "crm", null, "lead/1", "p", "{}", List.of()), "kind");
            assertField(outbox, new DeliveryRequest("lead", "", null, "lead/1", "p", "{}", List.of()), "adapter");
            assertField(
                    outbox, new DeliveryRequest("lead", "crm", null, "x".repeat(201), "p", "{}", List.of()), "subject");
            assertField(outbox, new DeliveryRequest("lead", "crm", null, "a\0b", "p", "{}", List.of()), "subject");
            assertField(
                    outbox,
                    new DeliveryRequest(
                            "lead",
                            "crm",
                            null,
                            "lead/1",
                            "p",
                            "{}",
                            List.of(new AttachmentReference("a", "text/plain", "nowhere"))),
                    "attachments[0].reference");
            assertThat(outbox.list(DeliveryFilter.ALL, null, 10).items()).isEmpty();
        }
    }

    private static void assertField(Outbox outbox, DeliveryRequest request, String field) {
        assertThatThrownBy(() -> outbox.enqueue(request)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    @Test
    void attachments_are_opened_by_the_source_of_their_scheme() throws Exception {
        try (Nodes nodes = new Nodes(Database.Engine.DERBY)) {
            Outbox outbox = nodes.start().outbox();
            nodes.sources.add(new ContentSource() {
                @Override
                public String scheme() {
                    return "text";
                }

                @Override
                public InputStream open(String rest) {
                    return new ByteArrayInputStream(rest.getBytes(StandardCharsets.UTF_8));
                }
            });
            try (InputStream content = outbox.open(new AttachmentReference("a", "text/plain", "text:in:side"))) {
                assertThat(content).hasContent("in:side");
            }
            assertThatThrownBy(() -> outbox.open(new AttachmentReference("a", "text/plain", "other:1")))
                    .isInstanceOf(FileNotFoundException.class)
                    .hasMessageContaining("other");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void two_nodes_carry_a_thousand_each_exactly_once_and_each_subject_in_order(Database.Engine engine) {
        try (Nodes nodes = new Nodes(engine)) {
            FakeTarget crm = new FakeTarget("crm", "lead");
            nodes.targets.add(crm);
            Outbox outbox = nodes.start().outbox();
            nodes.start(Settings.quick());
            List<DeliveryRequest> requests = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                requests.add(request("s" + i % 50 + "-" + i, "lead/" + i % 50));
            }
            outbox.enqueueAll(requests);
            await().atMost(java.time.Duration.ofSeconds(90))
                    .until(() -> outbox.figures().waiting() == 0);
            await().until(() -> outbox.figures().sending() == 0);
            assertThat(crm.arrivedOnce()).isEqualTo(1000);
            for (int s = 0; s < 50; s++) {
                String prefix = "s" + s + "-";
                List<Integer> numbers = crm.order.stream()
                        .filter(key -> key.startsWith(prefix))
                        .map(key -> Integer.valueOf(key.substring(prefix.length())))
                        .toList();
                assertThat(numbers).hasSize(20).isSorted();
            }
            Delivery one = outbox.list(DeliveryFilter.ALL, null, 1).items().get(0);
            assertThat(one.state()).isEqualTo(Delivery.State.DELIVERED);
            assertThat(one.externalId()).isEqualTo("there-" + one.request().idempotencyKey());
            assertThat(one.attempts()).isEqualTo(1);
            assertThat(one.finished()).isNotNull();
            assertThat(outbox.figures().lastDelivered()).isNotNull();
        }
    }
}
