package org.rostrum.engagement;

import java.time.Instant;
import java.time.LocalDate;

/** The days and months that sums of cases are kept by, in UTC. */
final class Days {
    private static final LocalDate FIRST = LocalDate.EPOCH;
    private static final long DAY = 86_400;
    // what was said lies between these
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Days() {}

    /** The time itself, or the nearest that both databases can express; nothing is said beyond that. */
    static Instant bounded(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }

    /** Days since 1970-01-01. */
    static int day(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), DAY);
    }

    static Instant startOfDay(int day) {
        return Instant.ofEpochSecond(day * DAY);
    }

    /** Months since January 1970. */
    static int month(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return (date.getYear() - FIRST.getYear()) * 12 + date.getMonthValue() - 1;
    }

    static int firstDayOfMonth(int month) {
        return (int) FIRST.plusMonths(month).toEpochDay();
    }
}
