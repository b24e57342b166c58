package org.rostrum.adapter.mail;

import org.apache.camel.builder.RouteBuilder;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Lets mails wait, and says what is missing. */
final class WaitingRoutes extends RouteBuilder {
    private final String reason;

    WaitingRoutes(String reason) {
        this.reason = reason;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("rostrum:mail?adapter=mail").routeId("mail-waits").process(exchange -> {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, reason, null);
        });
    }
}
