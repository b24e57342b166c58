package org.rostrum.integration;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/** Ends an exchange that goes through routes in a circle, which would take all memory: of it nobody else is left any. */
final class CircleGuard extends RoutePolicySupport {
    static final int MOST_ROUTES = 1_000;

    private static final String PASSED = "RostrumRoutesPassed";

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        int passed = exchange.getProperty(PASSED, 0, Integer.class) + 1;
        exchange.setProperty(PASSED, passed);
        if (passed > MOST_ROUTES) {
            exchange.setException(new IllegalStateException("The exchange has passed " + MOST_ROUTES
                    + " routes, the last of them \"" + route.getRouteId() + "\": do they go in a circle?"));
            exchange.setRouteStop(true);
        }
    }
}
