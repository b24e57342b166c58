package org.rostrum.connector.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times as senders write them: ISO 8601 with an offset, as in mails, seconds or milliseconds since 1970. */
final class Times {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,14})(?:\\.([0-9]{1,30}))?");
    /** As seconds it would be after the year 5000; as milliseconds it is in 1973. */
    private static final long MILLIS_FROM = 100_000_000_000L;

    private static final Duration AHEAD = Duration.ofDays(1);

    private Times() {}

    /** @return null when it is no time, before 1970, or more than a day ahead; never later than now */
    static @Nullable Instant read(String text, Instant now) {
        Instant time = parse(text.strip());
        if (time == null || time.isBefore(Instant.EPOCH) || time.isAfter(now.plus(AHEAD))) {
            return null;
        }
        return time.isAfter(now) ? now : time;
    }

    private static @Nullable Instant parse(String text) {
        if (text.length() > 64) {
            return null;
        }
        var number = NUMBER.matcher(text);
        if (number.matches()) {
            long whole = Long.parseLong(number.group(1));
            String fraction = (number.group(2) == null ? "" : number.group(2)) + "000000000";
            return whole >= MILLIS_FROM
                    ? Instant.ofEpochMilli(whole)
                    : Instant.ofEpochSecond(whole, Long.parseLong(fraction.substring(0, 9)));
        }
        try {
            return OffsetDateTime.parse(text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T"))
                    .toInstant();
        } catch (DateTimeException other) {
            try {
                return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            } catch (DateTimeException none) {
                return null;
            }
        }
    }
}
