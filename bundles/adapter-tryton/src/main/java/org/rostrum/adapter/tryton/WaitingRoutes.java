package org.rostrum.adapter.tryton;

import org.apache.camel.builder.RouteBuilder;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Lets leads wait, and says which setting is wrong. */
final class WaitingRoutes extends RouteBuilder {
    private final String reason;

    WaitingRoutes(String reason) {
        this.reason = reason;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("rostrum:lead?adapter=tryton").routeId("lead-waits").process(exchange -> {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, reason, null);
        });
    }
}
