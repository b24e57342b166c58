package org.rostrum.delivery.outbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.delivery.Whiteboard;

/** The ends of adapters that are installed. */
final class Targets {
    private final Whiteboard<DeliveryTarget> services;

    Targets(Whiteboard<DeliveryTarget> services) {
        this.services = services;
    }

    List<DeliveryTarget> all() {
        return services.all();
    }

    /** Whether the target has not been taken away, or replaced, since it was found. */
    boolean has(DeliveryTarget target) {
        return services.all().contains(target);
    }

    /** The target for a delivery; one that may have arrived belongs to the adapter it was handed to. */
    Optional<DeliveryTarget> of(StoredDelivery row) {
        String adapter = row.inDoubt() ? row.carriedBy() : row.request().adapter();
        return services.all().stream()
                .filter(target -> takes(target, adapter, row.request().kind()))
                .findFirst();
    }

    private static boolean takes(DeliveryTarget target, @Nullable String adapter, String kind) {
        return (adapter == null || adapter.equals(target.adapter()))
                && target.kinds().contains(kind);
    }

    /** Whether anything of a queue could be carried. */
    boolean anyFor(String queue) {
        return services.all().stream().anyMatch(target -> serves(target, queue));
    }

    static boolean serves(DeliveryTarget target, String queue) {
        return queue.startsWith("*")
                ? target.kinds().contains(queue.substring(1))
                : target.adapter().equals(queue);
    }
}
