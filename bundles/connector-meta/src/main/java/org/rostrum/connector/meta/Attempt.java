package org.rostrum.connector.meta;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** One operation of several calls, which must end within a minute: none begins after 25 seconds, and none is longer than 30. */
final class Attempt {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Clock clock;
    private final Instant began;

    Attempt(Clock clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    boolean hasTime() {
        return Duration.between(began, clock.instant()).compareTo(PATIENCE) <= 0;
    }

    /** Asked before each call but the first; nothing is published yet. */
    void requireTime() throws DeliveryException {
        if (!hasTime()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "Meta still works on it, or answers slowly. It is tried again later.",
                    null);
        }
    }
}
