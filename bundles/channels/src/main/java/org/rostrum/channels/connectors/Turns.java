package org.rostrum.channels.connectors;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rostrum.api.problem.Problem;

/** Bounds how often something may be asked for, by each name and altogether. */
public final class Turns {
    private static final int ALL = 100;
    private static final int MOST_NAMES = 10_000;

    private final Clock clock;
    private final Duration window;
    private final int perName;
    private final SlidingBudget together;
    private final Map<String, SlidingBudget> names = new ConcurrentHashMap<>();

    public Turns(Clock clock, Duration window, int perName, int together) {
        this.clock = clock;
        this.window = window;
        this.perName = perName;
        this.together = new SlidingBudget(together, window);
    }

    /** @throws Problem TOO_MANY_REQUESTS that says when to come again */
    public synchronized void take(String name) {
        check(name);
        count(name);
    }

    /**
     * Takes nothing: for what counts only when it is known what it was.
     *
     * @throws Problem TOO_MANY_REQUESTS that says when to come again
     */
    public synchronized void check(String name) {
        Instant now = clock.instant();
        SlidingBudget own = names.get(name);
        Instant ownWait = own == null ? null : own.wait(1, ALL, now);
        Instant wait = ownWait == null ? together.wait(1, ALL, now) : ownWait;
        if (wait != null) {
            long seconds = Math.max(1, Duration.between(now, wait).toSeconds() + 1);
            throw Problem.of(Problem.Kind.TOO_MANY_REQUESTS, "This was asked for too often.")
                    .withRemedy("Come again in " + seconds + " seconds.")
                    .withRetryAfter(seconds);
        }
    }

    public synchronized void count(String name) {
        Instant now = clock.instant();
        if (names.size() >= MOST_NAMES) {
            names.values().removeIf(budget -> budget.isUnused(now));
        }
        names.computeIfAbsent(name, any -> new SlidingBudget(perName, window)).use(1, now);
        together.use(1, now);
    }
}
