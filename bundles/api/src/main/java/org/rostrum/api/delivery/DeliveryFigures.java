package org.rostrum.api.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries stand.
 *
 * @param waiting how many wait for their first or next attempt
 * @param sending how many are being handed over
 * @param dead how many wait on the dead-letter desk
 * @param oldestWaiting when the oldest of those that wait was accepted; null when none waits
 * @param lastDelivered when something last arrived; null when nothing ever did
 * @param pauses adapters that are not called for the time being, as this node sees it
 */
public record DeliveryFigures(
        long waiting,
        long sending,
        long dead,
        @Nullable Instant oldestWaiting,
        @Nullable Instant lastDelivered,
        List<Pause> pauses) {
    /**
     * @param until when it is tried again
     * @param error what the last call said
     */
    public record Pause(String adapter, FailureCategory category, Instant since, Instant until, String error) {}

    public DeliveryFigures {
        pauses = List.copyOf(pauses);
    }
}
