package org.rostrum.connector.feed.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** What the answers of a server mean for us. */
final class Statuses {
    /** A server may ask us to stay away, but not for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private Statuses() {}

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    static DeliveryException failure(int status, String host, @Nullable String retryAfter, Clock clock) {
        String said = "The server " + host + " answered " + status;
        return switch (status) {
            case 401 -> new DeliveryException(
                    FailureCategory.AUTH_EXPIRED, said + ": it wants a sign-in, which feeds have no place for.", null);
            case 403 -> new DeliveryException(
                    FailureCategory.REJECTED, said + ": it does not let us read the feed.", null);
            case 404, 410 -> new DeliveryException(
                    FailureCategory.REJECTED,
                    said + ": there is no feed at this address any more. Correct the address.",
                    null);
            case 429 -> new DeliveryException(
                    FailureCategory.RATE_LIMITED, said + ": we asked too often.", retryAt(retryAfter, clock), null);
            case 408, 425 -> new DeliveryException(FailureCategory.UNAVAILABLE, said + ".", null);
            default -> status >= 500
                    ? new DeliveryException(FailureCategory.UNAVAILABLE, said + ".", retryAt(retryAfter, clock), null)
                    : new DeliveryException(
                            FailureCategory.REJECTED, said + ", which is no answer to expect of a feed.", null);
        };
    }

    /** Seconds or a date, as RFC 9110 has it. */
    static @Nullable Instant retryAt(@Nullable String value, Clock clock) {
        if (value == null) {
            return null;
        }
        Instant now = clock.instant();
        try {
            Instant wanted = value.strip().chars().allMatch(Character::isDigit)
                    ? now.plusSeconds(Math.min(LONGEST_WAIT.toSeconds(), Long.parseLong(value.strip())))
                    : ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            Instant latest = now.plus(LONGEST_WAIT);
            return wanted.isAfter(latest) ? latest : wanted.isBefore(now) ? now : wanted;
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }

    /** {@code max-age} of {@code Cache-Control}, at most a day. */
    static Duration maxAge(@Nullable String cacheControl) {
        if (cacheControl == null) {
            return Duration.ZERO;
        }
        for (String directive : cacheControl.split(",", -1)) {
            String[] pair = directive.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equalsIgnoreCase("max-age")) {
                try {
                    return Duration.ofSeconds(
                            Math.max(0, Math.min(LONGEST_WAIT.toSeconds(), Long.parseLong(pair[1].strip()))));
                } catch (NumberFormatException unreadable) {
                    return Duration.ZERO;
                }
            }
        }
        return Duration.ZERO;
    }
}
