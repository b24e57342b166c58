package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.route.RouteNames;

/** From deliveries to tickets, their comments and their states. */
final class TicketRoutes extends RouteBuilder {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RequestTracker tracker;
    private final TicketUpdates updates;
    private final TicketStatuses statuses;
    private final FieldTemplates fields;
    private final Clock clock;
    private volatile boolean checked;
    private volatile @Nullable Instant lastMade;

    TicketRoutes(
            RequestTracker tracker,
            TicketUpdates updates,
            TicketStatuses statuses,
            FieldTemplates fields,
            Clock clock) {
        this.tracker = tracker;
        this.updates = updates;
        this.statuses = statuses;
        this.fields = fields;
        this.clock = clock;
    }

    /** When the last ticket was made; empty when none was since the start. */
    Optional<Instant> lastMade() {
        return Optional.ofNullable(lastMade);
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("rostrum:ticket?adapter=request-tracker")
                .routeId("ticket-to-request-tracker")
                .process(exchange -> exchange.getMessage().setBody(made(delivery(exchange))));
        from("rostrum:ticket?adapter=request-tracker&operation=find")
                .routeId("ticket-in-request-tracker")
                .process(exchange ->
                        exchange.getMessage().setBody(found(delivery(exchange)).orElse(null)));
        from("rostrum:ticket-update?adapter=request-tracker")
                .routeId("ticket-update-to-request-tracker")
                .process(exchange -> exchange.getMessage().setBody(written(delivery(exchange))));
        from("rostrum:ticket-update?adapter=request-tracker&operation=find")
                .routeId("ticket-update-in-request-tracker")
                .process(exchange -> exchange.getMessage()
                        .setBody(foundUpdate(delivery(exchange)).orElse(null)));
        if (statuses.wanted()) {
            from("rostrum:ticket-status?adapter=request-tracker")
                    .routeId("ticket-status-to-request-tracker")
                    .process(exchange -> exchange.getMessage().setBody(brought(delivery(exchange))));
            from("rostrum:ticket-status?adapter=request-tracker&operation=find")
                    .routeId("ticket-status-in-request-tracker")
                    .process(exchange -> exchange.getMessage()
                            .setBody(foundStatus(delivery(exchange)).orElse(null)));
        }
    }

    private static Delivery delivery(Exchange exchange) {
        return exchange.getProperty(RouteNames.DELIVERY, Delivery.class);
    }

    private DeliveryReceipt made(Delivery delivery) throws DeliveryException {
        Map<String, String> filled = fields.filled(payload(delivery.request().payload()));
        check();
        DeliveryReceipt receipt = tracker.create(delivery.request().idempotencyKey(), filled);
        lastMade = clock.instant();
        return receipt;
    }

    /** A field that is not there has nothing in any ticket: it would not be found. */
    private Optional<DeliveryReceipt> found(Delivery delivery) throws DeliveryException {
        check();
        return tracker.find(delivery.request().idempotencyKey());
    }

    private DeliveryReceipt written(Delivery delivery) throws DeliveryException {
        Map<String, String> update = payload(delivery.request().payload());
        check();
        return updates.write(delivery.request().idempotencyKey(), update);
    }

    private Optional<DeliveryReceipt> foundUpdate(Delivery delivery) throws DeliveryException {
        check();
        return updates.find(
                delivery.request().idempotencyKey(), payload(delivery.request().payload()));
    }

    private DeliveryReceipt brought(Delivery delivery) throws DeliveryException {
        Map<String, String> status = payload(delivery.request().payload());
        check();
        return statuses.write(status);
    }

    private Optional<DeliveryReceipt> foundStatus(Delivery delivery) throws DeliveryException {
        check();
        return statuses.find(payload(delivery.request().payload()));
    }

    private void check() throws DeliveryException {
        if (!checked) {
            tracker.check(fields.customFields());
            checked = true;
        }
    }

    /** Its fields as texts; of what is null, an empty one. */
    private static Map<String, String> payload(String text) throws DeliveryException {
        try {
            JsonNode payload = JSON.readTree(text);
            if (payload.isObject()) {
                Map<String, String> fields = new HashMap<>();
                payload.properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asText("")));
                return fields;
            }
        } catch (JsonProcessingException broken) {
            throw new DeliveryException(FailureCategory.REJECTED, "The payload is no JSON", broken);
        }
        throw new DeliveryException(FailureCategory.REJECTED, "The payload is no JSON object", null);
    }
}
