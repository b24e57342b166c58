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

    /** Newest first. Payloads are left out, that is empty: {@link #find} gives them. */
    @RequiresPermission("deliveries:read")
    CursorPage<Delivery> list(DeliveryFilter filter, @Nullable String cursor, int limit);

    /**
     * Sends a dead letter once more, from its first attempt on. If its outcome is unknown it is looked up first; where the
     * adapter cannot look up, it is sent, because the person who replays it has decided so. The decision is audited.
     *
     * @throws org.rostrum.api.problem.Problem CONFLICT when the delivery is not dead
     */
    @RequiresPermission("deliveries:replay")
    Delivery replay(long id);

    /**
     * {@link #replay} for the oldest dead letters that fit, in steps, each of which stands by itself.
     *
     * @param filter its state is ignored
     * @param limit how many at most, 1 to 10,000
     */
    @RequiresPermission("deliveries:replay")
    BulkReplay replayAll(DeliveryFilter filter, int limit);

    /**
     * Changes what a dead letter says, so that it can be replayed. What is sent along, where and about what stay. Who
     * changed which part is audited, with what it was.
     *
     * @param payload JSON, 1 MiB at most
     * @param expectedVersion {@link DeliveryRequest#payloadVersion} of the payload that the change is based on
     * @throws org.rostrum.api.problem.Problem CONFLICT when the delivery is not dead, or may have arrived as it was;
     *     PRECONDITION_FAILED when its payload is another one
     */
    @RequiresPermission("deliveries:edit")
    Delivery edit(long id, String payload, long expectedVersion);

    /**
     * Decides that a dead letter shall not be sent.
     *
     * @param reason 1 to 500 characters, kept with the delivery and in the audit trail
     * @throws org.rostrum.api.problem.Problem CONFLICT when the delivery is not dead
     */
    @RequiresPermission("deliveries:discard")
    Delivery discard(long id, String reason);

    /** How deliveries stand. */
    @RequiresPermission("deliveries:read")
    DeliveryFigures figures();

    /** Opens an attachment of a delivery. */
    @RequiresPermission("deliveries:read")
    java.io.InputStream open(DeliveryRequest.AttachmentReference attachment) throws java.io.IOException;
}
