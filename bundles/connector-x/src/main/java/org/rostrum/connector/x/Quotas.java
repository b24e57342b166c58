package org.rostrum.connector.x;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.connector.RateBudget;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;

/**
 * What X says in headers of its rate limits; each of its endpoints has one of its own. They are told in the points of {@link
 * XKind#rates()}, of which what is left of a limit is a part.
 */
final class Quotas {
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Pattern ID = Pattern.compile("/[0-9]+");
    private static final String MENTIONS = "GET /users/:id/mentions";

    private final Clock clock;
    private final Map<String, RateBudget> known = new ConcurrentHashMap<>();

    Quotas(Clock clock) {
        this.clock = clock;
    }

    void note(HttpCall call, HttpAnswer answer) {
        Long limit = number(answer, "x-rate-limit-limit");
        Long left = number(answer, "x-rate-limit-remaining");
        Instant reset = reset(answer, "x-rate-limit-reset");
        if (limit != null && left != null && reset != null && limit > 0) {
            long points = Math.max(0, left) * XKind.POINTS / limit;
            known.put(name(call), new RateBudget(XKind.CALLS, points, XKind.POINTS, reset, clock.instant()));
        }
    }

    private static String name(HttpCall call) {
        String path = String.valueOf(call.address().getPath());
        return call.method() + " "
                + ID.matcher(path.substring(Math.max(0, path.indexOf("/2/")) + 2))
                        .replaceAll("/:id");
    }

    /** When to ask again after a refusal; null when the headers do not say. */
    @Nullable
    Instant retryAt(HttpAnswer answer) {
        Instant latest = null;
        for (String scope : new String[] {"x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"}) {
            Long left = number(answer, scope + "-remaining");
            Instant reset = reset(answer, scope + "-reset");
            boolean usedUp = left == null || left <= 0;
            if (reset != null && usedUp && (latest == null || reset.isAfter(latest))) {
                latest = reset;
            }
        }
        return latest;
    }

    /** Until when the endpoint is closed; null when it is open as far as known. */
    @Nullable
    Instant closedUntil(String endpoint) {
        RateBudget budget = known.get(endpoint);
        return budget != null && budget.left() <= 0 && budget.renewed().isAfter(clock.instant())
                ? budget.renewed()
                : null;
    }

    /** Of the list that each look needs; others are limited less narrowly for what they are asked. */
    @Nullable
    RateBudget mentions() {
        return known.get(MENTIONS);
    }

    private @Nullable Instant reset(HttpAnswer answer, String header) {
        Long seconds = number(answer, header);
        Instant latest = clock.instant().plus(LONGEST_WAIT);
        return seconds == null || seconds <= 0
                ? null
                : seconds > latest.getEpochSecond() ? latest : Instant.ofEpochSecond(seconds);
    }

    private static @Nullable Long number(HttpAnswer answer, String header) {
        try {
            return answer.header(header).map(text -> Long.valueOf(text.strip())).orElse(null);
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
