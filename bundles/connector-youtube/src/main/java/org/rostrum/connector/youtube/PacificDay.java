package org.rostrum.connector.youtube;

import java.time.Instant;
import java.time.ZoneId;

/** YouTube's day: quotas are there again at midnight, Pacific time. */
final class PacificDay {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private PacificDay() {}

    /** When the day ends that an instant is in. */
    static Instant end(Instant now) {
        return now.atZone(PACIFIC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(PACIFIC)
                .toInstant();
    }
}
