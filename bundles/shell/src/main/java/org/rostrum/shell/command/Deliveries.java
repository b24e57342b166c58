package org.rostrum.shell.command;

import org.rostrum.api.delivery.Delivery;

/** How deliveries are shown. */
final class Deliveries {
    private Deliveries() {}

    static Table<Delivery> table() {
        return new Table<Delivery>()
                .column("Delivery", Delivery::id)
                .column("Kind", delivery -> delivery.request().kind())
                .column("About", delivery -> delivery.request().subject())
                .column("Adapter", delivery -> delivery.request().adapter())
                .column("State", Delivery::state)
                .column("Attempts", Delivery::attempts)
                .column("Next attempt", Delivery::nextAttempt)
                .column("Failure", Delivery::category)
                .column("Error", Delivery::error);
    }
}
