package org.rostrum.delivery.outbox;

import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.api.security.Access;
import org.rostrum.delivery.Whiteboard;

/** Tells all listeners of an end; one that fails stops the transaction it is told in. */
final class Listeners {
    private final Whiteboard<DeliveryListener> services;
    private final Access access;

    Listeners(Whiteboard<DeliveryListener> services, Access access) {
        this.services = services;
        this.access = access;
    }

    void finished(Delivery delivery) {
        for (DeliveryListener listener : services.all()) {
            access.runAsSystem("delivery", () -> listener.deliveryFinished(delivery));
        }
    }
}
