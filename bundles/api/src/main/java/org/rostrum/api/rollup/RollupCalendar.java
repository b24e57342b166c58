package org.rostrum.api.rollup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The numbers of the days and months that sums are kept by, all in UTC: both count from January 1st, 1970. */
public final class RollupCalendar {
    /** Before this nothing can have been said. */
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    /** Before this everything was said: both databases can express it. */
    public static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private static final long DAY = 86_400;
    private static final LocalDate FIRST = LocalDate.EPOCH;
    private static final int MONTHS = 12;
    /** The first month in which something can have been said. */
    public static final int FIRST_MONTH = month(EARLIEST);
    /** The month after the last one in which something can have been said. */
    public static final int END_MONTH = month(END) + 1;

    private RollupCalendar() {}

    /** The time itself, or {@link #EARLIEST} or {@link #END}, whichever is nearer. */
    public static Instant bounded(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(END) ? END : time;
    }

    /** Days since 1970-01-01. */
    public static int day(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), DAY);
    }

    public static Instant startOfDay(int day) {
        return Instant.ofEpochSecond(day * DAY);
    }

    /** Months since January 1970. */
    public static int month(Instant time) {
        return monthOfDay(day(time));
    }

    public static int monthOfDay(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return (date.getYear() - FIRST.getYear()) * MONTHS + date.getMonthValue() - 1;
    }

    public static int firstDayOfMonth(int month) {
        return (int) FIRST.plusMonths(month).toEpochDay();
    }

    public static Instant startOfMonth(int month) {
        return FIRST.plusMonths(month).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether it is the number of a day in a month in which something can have been said. */
    public static boolean holdsDay(int day) {
        return day >= firstDayOfMonth(FIRST_MONTH) && day < firstDayOfMonth(END_MONTH);
    }

    /** Whether it is the number of a month in which something can have been said. */
    public static boolean holdsMonth(int month) {
        return month >= FIRST_MONTH && month < END_MONTH;
    }
}
