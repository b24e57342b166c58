package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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

/** From a delivery to an opportunity. */
final class LeadRoutes extends RouteBuilder {
    private final Tryton tryton;
    private final LeadTemplates templates;
    private final Clock clock;
    private volatile @Nullable Instant lastMade;

    LeadRoutes(Tryton tryton, LeadTemplates templates, Clock clock) {
        this.tryton = tryton;
        this.templates = templates;
        this.clock = clock;
    }

    /** When the last opportunity was made; empty when none was since the start. */
    Optional<Instant> lastMade() {
        return Optional.ofNullable(lastMade);
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("rostrum:lead?adapter=tryton").routeId("lead-to-tryton").process(exchange -> exchange.getMessage()
                .setBody(made(delivery(exchange))));
        from("rostrum:lead?adapter=tryton&operation=find")
                .routeId("lead-in-tryton")
                .process(exchange ->
                        exchange.getMessage().setBody(found(delivery(exchange)).orElse(null)));
    }

    private static Delivery delivery(Exchange exchange) {
        return exchange.getProperty(RouteNames.DELIVERY, Delivery.class);
    }

    private DeliveryReceipt made(Delivery delivery) throws DeliveryException {
        Lead lead = templates.filled(payload(delivery.request().payload()));
        DeliveryReceipt receipt = tryton.create(delivery.request().idempotencyKey(), lead);
        lastMade = clock.instant();
        return receipt;
    }

    private Optional<DeliveryReceipt> found(Delivery delivery) throws DeliveryException {
        return tryton.find(delivery.request().idempotencyKey());
    }

    /** Its fields as texts; of what is null, an empty one. */
    private static Map<String, String> payload(String text) throws DeliveryException {
        try {
            JsonNode payload = TrytonSession.JSON.readTree(text);
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
