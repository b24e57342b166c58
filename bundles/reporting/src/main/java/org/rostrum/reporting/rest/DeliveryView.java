package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.reporting.ReportDelivery;

/** A line of the ledger as JSON. */
public record DeliveryView(
        long runId,
        @Nullable Long scheduleId,
        String recipient,
        @Schema(allowableValues = {"PENDING", "DELIVERED", "DEAD", "DISCARDED"}) String state,
        long deliveryId,
        Instant created,
        @Nullable Instant finished,
        @Schema(description = "Why it did not arrive") @Nullable String message) {
    static DeliveryView of(ReportDelivery line) {
        return new DeliveryView(
                line.runId(),
                line.scheduleId(),
                line.recipient(),
                line.state(),
                line.deliveryId(),
                line.created(),
                line.finished(),
                line.message());
    }
}
