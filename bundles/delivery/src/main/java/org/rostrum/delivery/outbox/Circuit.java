package org.rostrum.delivery.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryFigures;
import org.rostrum.api.delivery.FailureCategory;

/**
 * Keeps deliveries away from an adapter whose other side does not answer, refuses our credentials or wants a break: until a
 * time nothing is sent, then one delivery tries it, and if that passes the others follow.
 */
final class Circuit {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration PROBE = Duration.ofMinutes(10);

    private final String adapter;
    private final RetryPolicy policy;
    private final Clock clock;
    private DeliveryFigures.@Nullable Pause pause;
    private int failures;
    private @Nullable Instant probeEnds;

    Circuit(String adapter, RetryPolicy policy, Clock clock) {
        this.adapter = adapter;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Asks for a call. Whoever may call must tell how it went.
     *
     * @return when to ask again; empty when the call may be made now
     */
    synchronized Optional<Instant> ask() {
        DeliveryFigures.Pause now = pause;
        Instant time = clock.instant();
        if (now == null) {
            return Optional.empty();
        }
        if (time.isBefore(now.until())) {
            return Optional.of(now.until());
        }
        if (probeEnds != null && time.isBefore(probeEnds)) {
            return Optional.of(time.plusSeconds(1));
        }
        probeEnds = time.plus(PROBE);
        return Optional.empty();
    }

    /**
     * The other side answered, whatever it said of this one delivery.
     *
     * @return whether there was a pause, which is over now
     */
    synchronized boolean answered() {
        boolean paused = pause != null;
        pause = null;
        probeEnds = null;
        failures = 0;
        return paused;
    }

    /** The call was not made after all, or told nothing about the other side. */
    synchronized void toldNothing() {
        probeEnds = null;
    }

    /** The other side is not to be called for a while. */
    synchronized void failed(FailureCategory category, Instant retryAt, String error) {
        Instant now = clock.instant();
        failures++;
        Instant until =
                switch (category) {
                    case RATE_LIMITED, AUTH_EXPIRED -> retryAt;
                    case UNAVAILABLE, UNKNOWN_OUTCOME, REJECTED, UNSUPPORTED -> {
                        Duration wait = policy.backOff(failures);
                        yield now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
                    }
                };
        pause = new DeliveryFigures.Pause(adapter, category, pause == null ? now : pause.since(), until, error);
        probeEnds = null;
    }

    synchronized Optional<DeliveryFigures.Pause> pause() {
        return Optional.ofNullable(pause);
    }
}
