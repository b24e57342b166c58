package org.rostrum.api.delivery;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** The durable outbox. */
public interface DeliveryService {
    /**
     * Accepts a delivery in the thread's transaction: if that commits, it will be delivered or end on the dead-letter
     * desk; if it rolls back, nothing happened. A known idempotency key gives the delivery that exists.
     */
    @RequiresPermission("deliveries:write")
    Delivery enqueue(DeliveryRequest request);

    /** {@link #enqueue} for many at once, in the same order; much faster. */
    @RequiresPermission("deliveries:write")
    List<Delivery> enqueueAll(List<DeliveryRequest> requests);

    @RequiresPermission("deliveries:read")
    Optional<Delivery> find(long id);

    /** Newest first. */
    @RequiresPermission("deliveries:read")
    CursorPage<Delivery> list(DeliveryFilter filter, @Nullable String cursor, int limit);

    /**
     * Sends a dead letter once more, from its first attempt on; if its outcome is unknown it is looked up first.
     *
     * @throws org.rostrum.api.problem.Problem CONFLICT when the delivery is not dead
     */
    @RequiresPermission("deliveries:replay")
    Delivery replay(long id);

    /** Decides that a dead letter shall not be sent. */
    @RequiresPermission("deliveries:discard")
    Delivery discard(long id, String reason);

    /** Opens an attachment of a delivery. */
    @RequiresPermission("deliveries:read")
    java.io.InputStream open(DeliveryRequest.AttachmentReference attachment) throws java.io.IOException;
}
