package org.rostrum.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rostrum.integration.TestServer.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.route.RouteNames;

class DeliveryRoutesTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private DeliveryTarget route(Processor processor) {
        server.install("org.example.crm", new RouteBuilder() {
            @Override
            public void configure() {
                from("rostrum:lead?adapter=crm").routeId("lead-to-crm").process(processor);
            }
        });
        return server.target("lead");
    }

    private static void receipt(Exchange exchange) {
        exchange.getMessage().setHeader(RouteNames.EXTERNAL_ID, "L-1");
    }

    @Test
    void deliver_givesPayloadAndHeaders_toTheRoute() throws Exception {
        List<Exchange> seen = new ArrayList<>();
        DeliveryTarget target = route(exchange -> {
            seen.add(exchange.copy());
            receipt(exchange);
            exchange.getMessage().setHeader(RouteNames.EXTERNAL_URL, "https://crm.example/L-1");
        });
        Delivery delivery = delivery("lead", "{\"id\":7}");

        DeliveryReceipt receipt = target.deliver(delivery);

        assertThat(receipt).isEqualTo(new DeliveryReceipt("L-1", "https://crm.example/L-1"));
        assertThat(target.adapter()).isEqualTo("crm");
        assertThat(seen).singleElement().satisfies(exchange -> {
            assertThat(exchange.getMessage().getBody()).isEqualTo("{\"id\":7}");
            assertThat(exchange.getMessage().getHeaders())
                    .containsAllEntriesOf(Map.of(
                            "RostrumDeliveryId", 7L,
                            "RostrumKind", "lead",
                            "RostrumIdempotencyKey", "key-7",
                            "RostrumSubject", "lead/7",
                            "RostrumAccount", "acme",
                            "RostrumAttempt", 2));
            assertThat(exchange.getProperty(RouteNames.DELIVERY)).isSameAs(delivery);
        });
        assertThat(server.metrics.count("rostrum.integration.exchanges,adapter,crm,kind,lead,outcome,delivered"))
                .isEqualTo(1);
        assertThat(server.report("org.example.crm").targets())
                .containsExactly(new RoutesReport.Target("crm", "lead", true, false, TestServer.NOW));
    }

    @Test
    void deliver_actsInTheNameOfThePlugin() throws Exception {
        List<String> callers = new ArrayList<>();
        DeliveryTarget target = route(exchange -> {
            callers.add(server.access.caller().name());
            receipt(exchange);
        });

        target.deliver(delivery("lead", "{}"));

        assertThat(callers).containsExactly("org.example.crm");
        assertThat(server.access.caller().authenticated()).isFalse();
    }

    @Test
    void deliver_takesReceiptFromBody() throws Exception {
        DeliveryReceipt expected = new DeliveryReceipt("b", null);
        DeliveryTarget target = route(exchange -> exchange.getMessage().setBody(expected));

        assertThat(target.deliver(delivery("lead", "{}"))).isEqualTo(expected);
    }

    @Test
    void deliver_isRejected_whenTheRouteEndsWithoutReceipt() {
        DeliveryTarget target = route(exchange -> exchange.getMessage().setHeader(RouteNames.EXTERNAL_ID, " "));

        DeliveryException failure = failure(target);

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("lead-to-crm").hasMessageContaining("RostrumExternalId");
    }

    private static DeliveryException failure(DeliveryTarget target) {
        DeliveryException failure =
                catchThrowableOfType(DeliveryException.class, () -> target.deliver(delivery("lead", "{}")));
        assertThat(failure).isNotNull();
        return failure;
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new DeliveryException(FailureCategory.AUTH_EXPIRED, "token", null),
                        FailureCategory.AUTH_EXPIRED),
                Arguments.of(
                        new IllegalStateException(new DeliveryException(FailureCategory.RATE_LIMITED, "slow", null)),
                        FailureCategory.RATE_LIMITED),
                Arguments.of(new ConnectException("Connection refused"), FailureCategory.UNAVAILABLE),
                Arguments.of(new UnknownHostException("crm.example"), FailureCategory.UNAVAILABLE),
                Arguments.of(new SocketTimeoutException("Connect timed out"), FailureCategory.UNAVAILABLE),
                Arguments.of(new SocketTimeoutException("Read timed out"), FailureCategory.UNKNOWN_OUTCOME),
                Arguments.of(new SocketException("Connection reset"), FailureCategory.UNKNOWN_OUTCOME),
                Arguments.of(new IOException("broken"), FailureCategory.UNKNOWN_OUTCOME),
                Arguments.of(new IllegalArgumentException("bug"), FailureCategory.UNKNOWN_OUTCOME),
                Arguments.of(new NoClassDefFoundError("gone"), FailureCategory.UNKNOWN_OUTCOME));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void deliver_failsWithCategory(Throwable thrown, FailureCategory category) {
        DeliveryTarget target = route(exchange -> exchange.setException(thrown));

        assertThat(failure(target).category()).isEqualTo(category);
    }

    @Test
    void deliver_isUnavailable_whenNobodyListensAtThePort() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        DeliveryTarget target = route(exchange -> new Socket(InetAddress.getLoopbackAddress(), port).close());

        assertThat(failure(target).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void failure_showsNoPassword_ofAnAddress() {
        DeliveryTarget target = route(exchange -> {
            throw new IOException("http://joe:s3cret@crm.example/api?password=s3cret failed");
        });

        assertThat(failure(target)).hasMessageContaining("crm.example").hasMessageNotContaining("s3cret");
    }

    @Test
    void deliver_isOfUnknownOutcome_whenRolledBack() {
        DeliveryTarget target = route(exchange -> {
            receipt(exchange);
            exchange.setRollbackOnly(true);
        });

        assertThat(failure(target).category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
    }

    @Test
    void find_asksTheRouteThatLooksUp() throws Exception {
        server.install("org.example.crm", new RouteBuilder() {
            @Override
            public void configure() {
                from("rostrum:lead?adapter=crm").process(DeliveryRoutesTest::receipt);
                from("rostrum:lead?adapter=crm&operation=find")
                        .filter(simple("${header.RostrumSubject} == 'lead/7'"))
                        .setHeader(RouteNames.EXTERNAL_ID, constant("L-9"));
                from("rostrum:ticket?adapter=crm").process(DeliveryRoutesTest::receipt);
            }
        });
        DeliveryTarget lead = server.target("lead");
        Delivery other = new Delivery(
                8,
                new org.rostrum.api.delivery.DeliveryRequest("lead", null, null, "lead/8", "k8", "{}", List.of()),
                Delivery.State.SENDING,
                1,
                TestServer.NOW,
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(lead.canFind()).isTrue();
        assertThat(lead.find(delivery("lead", "{}"))).contains(new DeliveryReceipt("L-9", null));
        assertThat(lead.find(other)).isEmpty();
        assertThat(server.target("ticket").canFind()).isFalse();
        assertThat(server.metrics.count("rostrum.integration.exchanges,adapter,crm,kind,lead,outcome,absent"))
                .isEqualTo(1);
    }

    @Test
    void find_isThere_wheneverTheTargetIsSeen() {
        List<Boolean> seen = new ArrayList<>();
        PluginContexts contexts = new PluginContexts(new ContextFactory(
                new org.rostrum.integration.component.Platform(
                        server.access, server.outbox, server.metrics, server.clock, (plugin, target) -> {
                            seen.add(target.canFind());
                            return () -> {};
                        }),
                List::of,
                java.time.Duration.ofSeconds(1),
                false));
        try (contexts) {
            contexts.add(TestServer.plugin("org.example.crm"), new RouteBuilder() {
                @Override
                public void configure() {
                    from("rostrum:lead?adapter=crm").process(DeliveryRoutesTest::receipt);
                    from("rostrum:lead?adapter=crm&operation=find").to("log:found");
                }
            });
            org.awaitility.Awaitility.await().until(() -> !seen.isEmpty());
        }
        assertThat(seen).containsExactly(true);
    }

    @Test
    void attachments_areOpenedByTheRouteAndOnlyThen() throws Exception {
        List<String> read = new ArrayList<>();
        DeliveryTarget target = route(exchange -> {
            AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
            assertThat(server.outbox.opened).isEmpty();
            for (Map.Entry<String, jakarta.activation.DataHandler> entry :
                    message.getAttachments().entrySet()) {
                try (var stream = entry.getValue().getInputStream()) {
                    read.add(entry.getKey() + "=" + new String(stream.readAllBytes(), UTF_8) + " "
                            + entry.getValue().getContentType());
                }
            }
            receipt(exchange);
        });

        target.deliver(delivery(
                "lead",
                "{}",
                new AttachmentReference("żółw.pdf", "application/pdf", "text:first"),
                new AttachmentReference("żółw.pdf", "text/plain", "text:second")));

        assertThat(read).containsExactly("żółw.pdf=first application/pdf", "żółw (2).pdf=second text/plain");
        assertThat(server.outbox.callers).containsOnly("org.example.crm");
    }

    @Test
    void attachment_thatIsGone_failsWithItsOwnException() {
        DeliveryTarget target = route(exchange -> {
            AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
            message.getAttachment("a").getInputStream().close();
        });

        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class,
                () -> target.deliver(delivery("lead", "{}", new AttachmentReference("a", "text/plain", "gone:1"))));

        assertThat(failure).hasMessageContaining("FileNotFoundException").hasMessageContaining("gone:1");
    }
}
