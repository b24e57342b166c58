package org.rostrum.connector.meta;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** One attempt to publish: it consists of several calls, and must end within a minute. */
final class Attempt {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Clock clock;
    private final Instant began;

    Attempt(Clock clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Asked before each call; nothing is published yet. */
    void requireTime() throws DeliveryException {
        if (Duration.between(began, clock.instant()).compareTo(PATIENCE) > 0) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "Meta still works on what shall be shown. It is looked at again later.",
                    null);
        }
    }
}
