package org.rostrum.channels.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.rostrum.api.delivery.DeliveryException;

/** When a channel is asked next. */
final class PollTimes {
    private static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofMinutes(30);

    private final Clock clock;

    PollTimes(Clock clock) {
        this.clock = clock;
    }

    /**
     * Each channel has its own moments, an interval apart: they lie spread evenly over it, and still do so after an outage in
     * which all of them fell due.
     */
    Instant regular(String channelId, Duration interval) {
        long every = Math.max(1, interval.toMillis());
        long phase = Math.floorMod(mixed(channelId), every);
        long earliest = clock.instant().toEpochMilli() + every / 2;
        long next = Math.floorDiv(earliest - phase, every) * every + phase;
        return Instant.ofEpochMilli(next < earliest ? next + every : next);
    }

    /** {@link String#hashCode} alone gives channels 1, 2, 3 … moments that follow each other. */
    private static long mixed(String text) {
        long hash = text.hashCode() * 0x9E3779B97F4A7C15L;
        return hash ^ (hash >>> 32);
    }

    /** After a success: at the next regular moment, or when the network wants it, if that is later. */
    Instant afterSuccess(String channelId, Duration interval, Duration wanted) {
        return wanted.compareTo(interval) > 0
                ? notAllAtOnce(clock.instant().plus(wanted))
                : regular(channelId, interval);
    }

    /** @param failures in a row, from 1 */
    Instant afterFailure(DeliveryException failure, int failures) {
        Instant asked = failure.retryAt();
        return switch (failure.category()) {
            case RATE_LIMITED -> asked == null ? backOff(failures) : notAllAtOnce(asked);
            case UNAVAILABLE, UNKNOWN_OUTCOME -> {
                Instant ours = backOff(failures);
                yield asked != null && asked.isAfter(ours) ? asked : ours;
            }
            case AUTH_EXPIRED, REJECTED, UNSUPPORTED -> notAllAtOnce(
                    clock.instant().plus(UNTIL_SOMEBODY_ACTS));
        };
    }

    /** 10 s, 20 s, 40 s … one hour, each up to a quarter longer so that channels do not come all at once. */
    private Instant backOff(int failures) {
        long seconds = Math.min(3600, 10L << Math.min(Math.max(failures - 1, 0), 9));
        return clock.instant()
                .plusMillis(seconds * 1000 + ThreadLocalRandom.current().nextLong(seconds * 250 + 1));
    }

    /** Then or up to a twentieth of the time until then later, and a second at least. */
    Instant notAllAtOnce(Instant then) {
        long millis = Math.max(20_000, Duration.between(clock.instant(), then).toMillis());
        return then.plusMillis(ThreadLocalRandom.current().nextLong(millis / 20 + 1));
    }
}
