package org.rostrum.delivery.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.FailureCategory;

/**
 * When a failed delivery is tried again, and when it is given up.
 *
 * @param first wait after the first failure; doubles with each further one
 * @param longest most time between two tries
 * @param tries at least so many tries are made before a delivery is given up …
 * @param atLeast … and at least so much time passes
 * @param credentials wait while credentials are refused
 * @param settle least time between a call whose outcome is unknown and the look-up
 * @param random 0 to 1, spreads the waits by a fifth up and down, so that not all come back at once
 */
record RetryPolicy(
        Duration first,
        Duration longest,
        int tries,
        Duration atLeast,
        Duration credentials,
        Duration settle,
        DoubleSupplier random) {
    private static final Duration RATE_LIMIT_UNNAMED = Duration.ofMinutes(1);
    private static final Duration RATE_LIMIT_LONGEST = Duration.ofHours(24);

    /** What follows a failure. */
    sealed interface Decision {
        /** @param counts whether it brings the delivery nearer to being given up */
        record Again(Instant at, boolean counts) implements Decision {}

        record GiveUp(String why) implements Decision {}
    }

    /**
     * @param retryAt the time the other side named
     * @param failures how often the delivery failed in a way that counts, this time included
     * @param firstFailure when it did so first
     */
    Decision decide(
            FailureCategory category, @Nullable Instant retryAt, int failures, Instant firstFailure, Instant now) {
        return switch (category) {
            case REJECTED -> new Decision.GiveUp("The other side refused it and would refuse it again.");
            case UNSUPPORTED -> new Decision.GiveUp("The adapter cannot do this.");
            case AUTH_EXPIRED -> new Decision.Again(now.plus(spread(credentials)), false);
            case RATE_LIMITED -> new Decision.Again(rateLimit(retryAt, now), false);
            case UNAVAILABLE -> again(failures, firstFailure, now, now);
            case UNKNOWN_OUTCOME -> again(failures, firstFailure, now, now.plus(settle));
        };
    }

    private Decision again(int failures, Instant firstFailure, Instant now, Instant atEarliest) {
        if (failures >= tries && !firstFailure.plus(atLeast).isAfter(now)) {
            return new Decision.GiveUp("Given up after " + failures + " tries.");
        }
        Instant at = now.plus(backOff(failures));
        return new Decision.Again(at.isBefore(atEarliest) ? atEarliest : at, true);
    }

    private static Instant rateLimit(@Nullable Instant retryAt, Instant now) {
        if (retryAt == null) {
            return now.plus(RATE_LIMIT_UNNAMED);
        }
        Instant earliest = now.plusSeconds(1);
        Instant latest = now.plus(RATE_LIMIT_LONGEST);
        return retryAt.isBefore(earliest) ? earliest : retryAt.isAfter(latest) ? latest : retryAt;
    }

    /** @param failures from 1 */
    Duration backOff(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures - 1, 0), 20);
        return spread(Duration.ofMillis(Math.min(longest.toMillis(), doubled)));
    }

    private Duration spread(Duration wait) {
        return Duration.ofMillis(Math.round(wait.toMillis() * (0.8 + 0.4 * random.getAsDouble())));
    }
}
