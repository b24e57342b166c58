package org.rostrum.archive.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The hours, days and months that sums are kept by, all in UTC. */
public final class Days {
    /** Stands for the previous day of a contact who had never spoken before. */
    public static final int NEVER = -1_000_000;

    private static final long DAY = 86_400;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Days() {}

    /** The time itself, or the nearest that an activity can have and that both databases can express. */
    public static Instant bounded(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }

    public static Instant hour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }

    /** Days since 1970-01-01. */
    public static int day(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), DAY);
    }

    public static Instant startOfDay(int day) {
        return Instant.ofEpochSecond(day * DAY);
    }

    /** Days since the previous day on which a contact spoke; 0 for {@link #NEVER}. */
    public static int since(int day, int previous) {
        return previous == NEVER ? 0 : day - previous;
    }

    /** The previous day, of what {@link #since} gives. */
    public static int previous(int day, int since) {
        return since == 0 ? NEVER : day - since;
    }

    /** Months since January 1970. */
    public static int month(Instant time) {
        return monthOfDay(day(time));
    }

    public static int monthOfDay(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return (date.getYear() - 1970) * 12 + date.getMonthValue() - 1;
    }

    /** The first day of a month. */
    public static int firstDay(int month) {
        return (int) LocalDate.of(1970, 1, 1).plusMonths(month).toEpochDay();
    }

    public static Instant startOfMonth(int month) {
        return LocalDate.of(1970, 1, 1)
                .plusMonths(month)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
