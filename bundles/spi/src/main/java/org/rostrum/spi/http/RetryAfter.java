package org.rostrum.spi.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads what servers say about times to come; they may ask us to stay away, but not for ever. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** Seconds or a date; null when it is neither. */
    public static @Nullable Instant of(String value, Instant now) {
        String text = value.strip();
        try {
            Instant wanted = !text.isEmpty() && text.chars().allMatch(Character::isDigit)
                    ? now.plusSeconds(text.length() > 9 ? LONGEST.toSeconds() : Long.parseLong(text))
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            Instant latest = now.plus(LONGEST);
            return wanted.isAfter(latest) ? latest : wanted.isBefore(now) ? now : wanted;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    static Duration maxAge(String cacheControl) {
        for (String directive : cacheControl.split(",", -1)) {
            String[] pair = directive.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equalsIgnoreCase("max-age")) {
                try {
                    return Duration.ofSeconds(
                            Math.max(0, Math.min(LONGEST.toSeconds(), Long.parseLong(pair[1].strip()))));
                } catch (NumberFormatException unreadable) {
                    return Duration.ZERO;
                }
            }
        }
        return Duration.ZERO;
    }
}
