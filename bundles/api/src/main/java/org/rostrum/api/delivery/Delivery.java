package org.rostrum.api.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Requester;

/**
 * A delivery and how far it came.
 *
 * @param attempts how often it was handed to the adapter
 * @param nextAttempt when it is tried next; null when it will not be
 * @param externalId the other side's id of it, once delivered
 * @param externalUrl where people can see it there; null when unknown
 * @param category why the last attempt failed; null when it did not
 * @param error the last failure in words; null when there was none
 * @param requestedBy who asked for it; null when it was asked for before that was noted
 */
public record Delivery(
        long id,
        DeliveryRequest request,
        State state,
        int attempts,
        Instant created,
        @Nullable Instant nextAttempt,
        @Nullable Instant finished,
        @Nullable String externalId,
        @Nullable String externalUrl,
        @Nullable FailureCategory category,
        @Nullable String error,
        @Nullable Requester requestedBy) {
    /** One of which it is not known who asked for it. */
    public Delivery(
            long id,
            DeliveryRequest request,
            State state,
            int attempts,
            Instant created,
            @Nullable Instant nextAttempt,
            @Nullable Instant finished,
            @Nullable String externalId,
            @Nullable String externalUrl,
            @Nullable FailureCategory category,
            @Nullable String error) {
        this(
                id,
                request,
                state,
                attempts,
                created,
                nextAttempt,
                finished,
                externalId,
                externalUrl,
                category,
                error,
                null);
    }

    /** Life of a delivery. */
    public enum State {
        /** Waits for its first or next attempt. */
        PENDING,
        /** Is being handed over; if the server dies now, the outcome is unknown. */
        SENDING,
        /** Has arrived. */
        DELIVERED,
        /** Waits on the dead-letter desk for a person. */
        DEAD,
        /** A person decided that it shall not be sent. */
        DISCARDED
    }
}
