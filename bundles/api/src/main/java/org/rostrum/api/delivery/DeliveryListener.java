package org.rostrum.api.delivery;

/**
 * Told of the end of deliveries (DELIVERED, DEAD or DISCARDED) inside the transaction that writes the end; registered as a
 * service. What it writes stands or falls with it.
 */
public interface DeliveryListener {
    void deliveryFinished(Delivery delivery);
}
