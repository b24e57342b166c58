package org.rostrum.api.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.FailureCategory;

/**
 * An event on its way to a receiver.
 *
 * @param id of the delivery, as at the dead-letter desk
 * @param subject its order is kept among those of the same subject
 */
public record WebhookDelivery(
        long id,
        String subject,
        Delivery.State state,
        int attempts,
        Instant created,
        @Nullable Instant nextAttempt,
        @Nullable Instant finished,
        @Nullable FailureCategory category,
        @Nullable String error) {}
