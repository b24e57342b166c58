package org.rostrum.api.reporting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger: which report went to whom.
 *
 * @param state PENDING, DELIVERED, DEAD or DISCARDED, as its delivery
 */
public record ReportDelivery(
        long runId,
        @Nullable Long scheduleId,
        String recipient,
        String state,
        long deliveryId,
        Instant created,
        @Nullable Instant finished,
        @Nullable String message) {}
