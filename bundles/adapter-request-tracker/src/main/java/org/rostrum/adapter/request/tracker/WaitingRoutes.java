package org.rostrum.adapter.request.tracker;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Lets tickets wait, and says which setting is wrong. */
final class WaitingRoutes extends RouteBuilder {
    private final String reason;
    private final List<String> kinds;

    WaitingRoutes(String reason, RequestTrackerConfig config) {
        this.reason = reason;
        this.kinds = config.closes().isBlank()
                ? List.of("ticket", "ticket-update")
                : List.of("ticket", "ticket-update", "ticket-status");
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        for (String kind : kinds) {
            from("rostrum:" + kind + "?adapter=request-tracker")
                    .routeId(kind + "-waits")
                    .process(exchange -> {
                        throw new DeliveryException(FailureCategory.UNAVAILABLE, reason, null);
                    });
        }
    }
}
