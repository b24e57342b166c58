package org.rostrum.integration.component;

import org.rostrum.api.delivery.DeliveryTarget;

/** Makes delivery targets known to those who deliver. */
@FunctionalInterface
public interface TargetPublisher {
    Publication publish(String plugin, DeliveryTarget target);

    /** A published target. */
    @FunctionalInterface
    interface Publication {
        void withdraw();
    }
}
