package org.rostrum.integration;

import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends exchanges that go through routes in a circle, which would take all memory: of it nobody else is left any. One for all
 * routes of a context, which remembers the last.
 */
final class CircleGuard extends RoutePolicySupport {
    static final int MOST_ROUTES = 1_000;

    private static final String PASSED = "RostrumRoutesPassed";

    private final Clock clock;
    private volatile @Nullable String last;

    CircleGuard(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        int passed = exchange.getProperty(PASSED, 0, Integer.class) + 1;
        exchange.setProperty(PASSED, passed);
        if (passed > MOST_ROUTES) {
            String words = "passed " + MOST_ROUTES + " routes, the last of them \"" + route.getRouteId()
                    + "\": do they go in a circle?";
            last = "An exchange of " + clock.instant() + " has " + words;
            exchange.setException(new IllegalStateException("The exchange has " + words));
            exchange.setRouteStop(true);
        }
    }

    /** For people: the exchange that was ended last; empty when none was. */
    List<String> findings() {
        String words = last;
        return words == null ? List.of() : List.of(words);
    }
}
