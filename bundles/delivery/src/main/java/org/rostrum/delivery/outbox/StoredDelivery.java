package org.rostrum.delivery.outbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.FailureCategory;

/**
 * A delivery with what only the outbox knows of it.
 *
 * @param claim number of the latest hand-over or decision
 * @param failures how often the other side could not be reached, since the last replay
 * @param firstFailure when it could not be reached for the first time since the last replay
 * @param carriedBy the adapter it was last handed to
 * @param inDoubt it may have arrived: it is looked up before it is sent
 * @param resend a person decided to send it although it may have arrived
 * @param payloadLength characters of the payload, which may not have been read
 * @param attachmentCount how many attachments there are, which may not have been read
 */
record StoredDelivery(
        Delivery delivery,
        String queue,
        int lane,
        long claim,
        int failures,
        @Nullable Instant firstFailure,
        @Nullable String carriedBy,
        boolean inDoubt,
        boolean resend,
        int payloadLength,
        int attachmentCount) {
    /** How many lanes a queue has; kept in the rows, so it never changes. */
    static final int LANES = 8;

    static String queue(DeliveryRequest request) {
        return request.adapter() == null ? "*" + request.kind() : request.adapter();
    }

    static int lane(DeliveryRequest request) {
        return Math.floorMod(request.subject().hashCode(), LANES);
    }

    long id() {
        return delivery.id();
    }

    DeliveryRequest request() {
        return delivery.request();
    }

    /** It has arrived, but not everybody who must know was told. */
    boolean arrived() {
        return delivery.externalId() != null;
    }

    StoredDelivery withContent(String payload, List<DeliveryRequest.AttachmentReference> attachments) {
        DeliveryRequest old = request();
        return with(new Delivery(
                delivery.id(),
                new DeliveryRequest(
                        old.kind(),
                        old.adapter(),
                        old.accountId(),
                        old.subject(),
                        old.idempotencyKey(),
                        payload,
                        attachments),
                delivery.state(),
                delivery.attempts(),
                delivery.created(),
                delivery.nextAttempt(),
                delivery.finished(),
                delivery.externalId(),
                delivery.externalUrl(),
                delivery.category(),
                delivery.error(),
                delivery.requestedBy()));
    }

    /** As it is after it was claimed for a hand-over. */
    StoredDelivery sending(String adapter) {
        return new StoredDelivery(
                new Delivery(
                        delivery.id(),
                        request(),
                        Delivery.State.SENDING,
                        delivery.attempts() + 1,
                        delivery.created(),
                        delivery.nextAttempt(),
                        null,
                        null,
                        null,
                        delivery.category(),
                        delivery.error(),
                        delivery.requestedBy()),
                queue,
                lane,
                claim + 1,
                failures,
                firstFailure,
                adapter,
                false,
                false,
                payloadLength,
                attachmentCount);
    }

    /** As it is at its end. */
    Delivery ended(
            Delivery.State state,
            Instant at,
            @Nullable DeliveryReceipt receipt,
            @Nullable FailureCategory category,
            @Nullable String error) {
        return new Delivery(
                delivery.id(),
                request(),
                state,
                delivery.attempts(),
                delivery.created(),
                null,
                at,
                receipt == null ? null : receipt.externalId(),
                receipt == null ? null : receipt.externalUrl(),
                category,
                error,
                delivery.requestedBy());
    }

    Delivery explained(String why) {
        return new Delivery(
                delivery.id(),
                request(),
                delivery.state(),
                delivery.attempts(),
                delivery.created(),
                delivery.nextAttempt(),
                delivery.finished(),
                delivery.externalId(),
                delivery.externalUrl(),
                delivery.category(),
                delivery.error() == null ? why : delivery.error() + " " + why,
                delivery.requestedBy());
    }

    private StoredDelivery with(Delivery other) {
        return new StoredDelivery(
                other,
                queue,
                lane,
                claim,
                failures,
                firstFailure,
                carriedBy,
                inDoubt,
                resend,
                payloadLength,
                attachmentCount);
    }
}
