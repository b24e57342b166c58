package org.rostrum.scim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.rostrum.api.problem.Problem;

/** How often each caller may ask: what is not used adds up to a minute's worth. */
final class Rate {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_CALLERS = 10_000;

    private final Clock clock;
    private final int perMinute;
    private final Map<String, Left> callers = new HashMap<>();

    private record Left(double requests, Instant at) {}

    Rate(Clock clock, int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
    }

    /** @throws Problem TOO_MANY_REQUESTS that says when to come again; nothing is taken then */
    synchronized void take(String caller, int requests) {
        Instant now = clock.instant();
        if (callers.size() >= MOST_CALLERS) {
            callers.values().removeIf(left -> left.at().plus(WINDOW).isBefore(now));
        }
        Left before = callers.getOrDefault(caller, new Left(perMinute, now));
        double passed = Math.max(0, Duration.between(before.at(), now).toMillis());
        double there = Math.min(perMinute, before.requests() + passed * perMinute / WINDOW.toMillis());
        // what asks for more than there ever is passes when nothing else was asked for
        double cost = Math.min(requests, perMinute);
        if (there < cost) {
            long seconds = (long) Math.ceil((cost - there) * WINDOW.toSeconds() / perMinute);
            throw Problem.of(
                            Problem.Kind.TOO_MANY_REQUESTS,
                            "More than " + perMinute + " requests were sent within a minute.")
                    .withRemedy("Come again in " + seconds + " seconds.")
                    .withRetryAfter(seconds);
        }
        callers.put(caller, new Left(there - cost, now));
    }
}
