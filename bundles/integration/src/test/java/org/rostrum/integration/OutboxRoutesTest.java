package org.rostrum.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.spi.route.RouteNames;

class OutboxRoutesTest {
    private final TestServer server = new TestServer();
    private final AtomicReference<@Nullable ProducerTemplate> template = new AtomicReference<>();

    @BeforeEach
    void start() {
        server.install("org.example.shop", new RouteBuilder() {
            @Override
            public void configure() {
                template.set(getContext().createProducerTemplate());
                from("direct:leads").routeId("leads").to("rostrum:delivery?kind=lead&adapter=csv");
                from("direct:any").routeId("any").to("rostrum:delivery");
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ProducerTemplate template() {
        return java.util.Objects.requireNonNull(template.get());
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }

    @Test
    void send_enqueuesInTheNameOfThePlugin() {
        DeliveryRequest.AttachmentReference attachment =
                new DeliveryRequest.AttachmentReference("a.txt", "text/plain", "text:a");

        Exchange exchange = send(
                "direct:leads",
                "{\"id\":1}",
                Map.of(
                        RouteNames.IDEMPOTENCY_KEY, "order-1",
                        RouteNames.SUBJECT, "order/1",
                        RouteNames.ACCOUNT, "acme",
                        RouteNames.ATTACHMENTS, List.of(attachment)));

        assertThat(exchange.getException()).isNull();
        assertThat(server.outbox.requests())
                .containsExactly(new DeliveryRequest(
                        "lead", "csv", "acme", "order/1", "order-1", "{\"id\":1}", List.of(attachment)));
        assertThat(server.outbox.callers).containsExactly("org.example.shop");
        assertThat(exchange.getMessage().getHeader(RouteNames.DELIVERY_ID)).isEqualTo(1L);
    }

    @Test
    void send_takesKindFromTheHeader_andSubjectFromTheRoute() {
        send("direct:any", "{}", Map.of(RouteNames.IDEMPOTENCY_KEY, "k", RouteNames.KIND, "ticket"));

        assertThat(server.outbox.requests())
                .containsExactly(new DeliveryRequest("ticket", null, null, "route/any", "k", "{}", List.of()));
    }

    @Test
    void send_isRefused_withoutIdempotencyKeyOrKind() {
        assertThat(send("direct:leads", "{}", Map.of()).getException())
                .hasMessageContaining("RostrumIdempotencyKey")
                .hasMessageContaining("rostrum:");
        assertThat(send("direct:any", "{}", Map.of(RouteNames.IDEMPOTENCY_KEY, "k"))
                        .getException())
                .hasMessageContaining("kind");
        assertThat(server.outbox.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "{} {}", "plain"})
    void send_isRefused_whenTheBodyIsNoJson(String body) {
        Exchange exchange = send("direct:leads", body, Map.of(RouteNames.IDEMPOTENCY_KEY, "k"));

        assertThat(exchange.getException()).isNotNull();
        assertThat(server.outbox.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rostrum:lead",
                "rostrum:delivery?adapter=csv",
                "rostrum:lead?adapter=csv&operation=remove",
                "rostrum:lead?adapter=csv&kind=ticket",
                "rostrum:lead?adapter=csv&unknown=1"
            })
    void from_isRefused_whenTheAddressMakesNoSense(String uri) {
        server.install("org.example.wrong", new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("log:x");
            }
        });

        assertThat(server.report("org.example.wrong").failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure).isNotBlank());
        assertThat(server.published).isEmpty();
    }

    @Test
    void to_isRefused_forAKind() {
        Throwable refused = catchThrowable(() -> template().sendBody("rostrum:lead?adapter=csv", "{}"));

        assertThat(refused).rootCause().hasMessageContaining("rostrum:delivery?kind=lead");
    }
}
