package org.rostrum.api.delivery;

import org.jspecify.annotations.Nullable;

/** Which deliveries to show; a null part does not restrict. */
public record DeliveryFilter(
        Delivery.@Nullable State state, @Nullable String kind, @Nullable String adapter, @Nullable String subject) {
    public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null, null);

    public static final DeliveryFilter DEAD_LETTERS = new DeliveryFilter(Delivery.State.DEAD, null, null, null);
}
