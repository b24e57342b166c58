package org.rostrum.api.delivery;

import java.util.Optional;
import java.util.Set;

/**
 * The end of an adapter: carries deliveries to another system. Registered as a service; the {@code rostrum:} component
 * makes one of each route that starts with it. Called by several threads at once.
 */
public interface DeliveryTarget {
    /** Name of the adapter, such as {@code csv}. */
    String adapter();

    /** The kinds of deliveries it takes. */
    Set<String> kinds();

    /**
     * Hands the delivery over. Returns only when the other side has it for good.
     *
     * @throws DeliveryException with the category; any other exception counts as UNKNOWN_OUTCOME
     */
    DeliveryReceipt deliver(Delivery delivery) throws DeliveryException;

    /** Whether {@link #find} can look deliveries up; if not, an unknown outcome goes to the dead-letter desk. */
    boolean canFind();

    /**
     * Looks on the other side for what an earlier attempt may have left there.
     *
     * @return what was found; empty when it certainly is not there
     */
    Optional<DeliveryReceipt> find(Delivery delivery) throws DeliveryException;
}
