package org.rostrum.connector.file;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.importing.UnreadableFileException;

/** Reads times. What lies before 1970 or more than a day ahead is a mistake of the file and is rejected. */
public final class Times {
    private static final Duration TOLERATED_AHEAD = Duration.ofDays(1);
    private static final int LONGEST = 64;

    /** ISO 8601 with the liberties that files take: a blank for the T, no seconds, an offset without colon. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' ']")
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** As Twitter wrote it: {@code Tue Oct 31 22:10:47 +0000 2017}. */
    private static final DateTimeFormatter TWITTER =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);

    private static final List<DateTimeFormatter> USUAL = List.of(ISO, TWITTER, DateTimeFormatter.RFC_1123_DATE_TIME);

    private final Clock clock;
    private final @Nullable ZoneId zone;
    private final Form form;
    private final boolean daysAreEnough;

    private Times(Clock clock, @Nullable ZoneId zone, boolean daysAreEnough, Form form) {
        this.clock = clock;
        this.zone = zone;
        this.daysAreEnough = daysAreEnough;
        this.form = form;
    }

    /** ISO 8601, and what is as unmistakable. */
    public static Times iso(Clock clock, @Nullable ZoneId zone) {
        return new Times(clock, zone, false, Times::usual);
    }

    /**
     * @param format {@code iso}, {@code epoch-seconds}, {@code epoch-millis} or a pattern of {@link DateTimeFormatter}; a
     *     pattern without time of day means the start of the day
     */
    public static Times of(Clock clock, @Nullable ZoneId zone, @Nullable String format) throws UnreadableFileException {
        if (format == null || "iso".equals(format)) {
            return iso(clock, zone);
        }
        if ("epoch-seconds".equals(format)) {
            return new Times(clock, zone, false, text -> Instant.ofEpochSecond(Long.parseLong(text)));
        }
        if ("epoch-millis".equals(format)) {
            return new Times(clock, zone, false, text -> Instant.ofEpochMilli(Long.parseLong(text)));
        }
        try {
            DateTimeFormatter pattern = pattern(format);
            return new Times(clock, zone, true, pattern::parse);
        } catch (IllegalArgumentException wrong) {
            throw Options.wrong(
                    "timeFormat",
                    format,
                    "use iso, epoch-seconds, epoch-millis or a pattern such as dd.MM.yyyy HH:mm (" + wrong.getMessage()
                            + ")",
                    wrong);
        }
    }

    /** Refuses the 30th of February where the pattern allows it: with "u", the year without era. */
    private static DateTimeFormatter pattern(String format) {
        boolean plain = format.indexOf('\'') < 0 && format.indexOf('G') < 0;
        return plain
                ? DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT)
                : DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
    }

    /** @param field for the complaint */
    public Instant read(String field, @Nullable String text) throws RejectedRecord {
        if (text == null || text.isBlank()) {
            throw new RejectedRecord(field, "The time is missing.");
        }
        if (text.length() > LONGEST) {
            throw new RejectedRecord(field, "This is no time: it has " + text.length() + " characters.");
        }
        return plausible(field, instant(field, text.strip()));
    }

    /** A time that was found in another way: must lie where times lie. */
    public Instant plausible(String field, Instant time) throws RejectedRecord {
        if (time.isBefore(Instant.EPOCH)) {
            throw new RejectedRecord(field, "The time " + time + " lies before 1970.");
        }
        if (time.isAfter(clock.instant().plus(TOLERATED_AHEAD))) {
            throw new RejectedRecord(field, "The time " + time + " lies in the future.");
        }
        return time;
    }

    private Instant instant(String field, String text) throws RejectedRecord {
        try {
            TemporalAccessor parsed = form.parse(text);
            if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
                return Instant.from(parsed);
            }
            LocalDate day = LocalDate.from(parsed);
            LocalTime hour = parsed.query(TemporalQueries.localTime());
            ZoneId named = parsed.query(TemporalQueries.zone());
            ZoneId meant = named == null ? zone : named;
            if (meant == null) {
                throw new RejectedRecord(
                        field,
                        "The time " + text
                                + " names no zone. Add an offset or Z to it, or name the zone with the option \"zone\".");
            }
            if (hour != null || daysAreEnough) {
                return day.atTime(hour == null ? LocalTime.MIDNIGHT : hour)
                        .atZone(meant)
                        .toInstant();
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            // said below, in words for people
        }
        throw new RejectedRecord(
                field,
                "\"" + text
                        + "\" cannot be read as a time. Write it like 2020-04-01T17:31:32Z, or name its form in the options.");
    }

    private static TemporalAccessor usual(String text) {
        String offset = text.endsWith("UTC") ? text.substring(0, text.length() - 3) + "Z" : text;
        for (DateTimeFormatter candidate : USUAL) {
            try {
                return candidate.parse(offset);
            } catch (DateTimeException no) {
                // the next one may fit
            }
        }
        throw new DateTimeException("unknown form");
    }

    /** One way to write a time. */
    private interface Form {
        TemporalAccessor parse(String text);
    }
}
