package org.rostrum.connector.wordpress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Sees to it that an operation of several calls ends within the minute that it has. */
final class Pace {
    private final Clock clock;
    private final Instant began;

    Pace(Clock clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    boolean isOver(Duration time) {
        return clock.instant().isAfter(began.plus(time));
    }

    /** Goes on only when not more than this has passed; what is done already is found by the next attempt. */
    void require(Duration time) throws DeliveryException {
        if (isOver(time)) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The site takes long; the next attempt goes on where this one has ended.",
                    null);
        }
    }
}
