package org.rostrum.integration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the routes of one plugin are.
 *
 * @param starting whether its context is only being made
 * @param failures why routes could not be started, in words
 * @param warnings what routes that run did wrong, in words
 * @param routes all routes that were added
 * @param targets the deliveries that are taken
 */
record RoutesReport(
        String plugin,
        boolean starting,
        List<String> failures,
        List<String> warnings,
        List<Route> routes,
        List<Target> targets) {
    RoutesReport {
        failures = List.copyOf(failures);
        warnings = List.copyOf(warnings);
        routes = List.copyOf(routes);
        targets = List.copyOf(targets);
    }

    /** @param state in Camel's words, such as Started */
    record Route(String id, String state) {
        boolean started() {
            return state.equals("Started");
        }
    }

    /** @param lastPassed when a delivery last arrived since the server started; null when none did */
    record Target(String adapter, String kind, boolean open, boolean canFind, @Nullable Instant lastPassed) {}
}
