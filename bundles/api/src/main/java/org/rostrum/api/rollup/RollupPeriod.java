package org.rostrum.api.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A period put together from whole UTC months and days, which the sums know, and from parts of days, which must be counted.
 * What is added is the nearest whole that begins or ends about there, and what that has too much is taken off again: June of
 * Kolkata is June of UTC, and some hours before it, without its last ones. Good for sums only, not for what counts once.
 *
 * @param firstMonth number of the first whole month ({@link RollupCalendar})
 * @param endMonth the month after the last whole one; equal to {@code firstMonth} when there is none
 * @param days whole days, at most two ranges
 * @param parts parts of days, at most two; one only when there is no whole day, none at all when the period is empty
 */
public record RollupPeriod(int firstMonth, int endMonth, List<DayRange> days, List<PartOfDay> parts) {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final int HALF_A_MONTH = 15;

    /**
     * Whole days.
     *
     * @param sign 1 when they are added, -1 when they are taken off
     * @param endDay the day after the last one
     */
    public record DayRange(int sign, int firstDay, int endDay) {}

    /**
     * Part of a day, at most half of it unless there is no whole day at all.
     *
     * @param sign 1 when it is added, -1 when it is taken off
     * @param to exclusive
     */
    public record PartOfDay(int sign, Instant from, Instant to) {}

    public RollupPeriod {
        days = List.copyOf(days);
        parts = List.copyOf(parts);
    }

    /**
     * The pieces of a period, which is cut off at what {@link RollupCalendar#bounded both databases can express}.
     *
     * @param begin inclusive
     * @param end exclusive; a period that ends before it begins is empty
     */
    public static RollupPeriod of(Instant begin, Instant end) {
        Instant from = RollupCalendar.bounded(begin);
        Instant to = RollupCalendar.bounded(end);
        List<DayRange> days = new ArrayList<>();
        List<PartOfDay> parts = new ArrayList<>();
        if (!from.isBefore(to)) {
            return new RollupPeriod(0, 0, days, parts);
        }
        int firstDay = nearestDay(from);
        int endDay = nearestDay(to);
        if (firstDay >= endDay) {
            add(parts, from, to);
            return new RollupPeriod(0, 0, days, parts);
        }
        add(parts, from, RollupCalendar.startOfDay(firstDay));
        add(parts, RollupCalendar.startOfDay(endDay), to);
        int firstMonth = nearestMonth(firstDay);
        int endMonth = nearestMonth(endDay);
        if (firstMonth >= endMonth) {
            add(days, firstDay, endDay);
            return new RollupPeriod(0, 0, days, parts);
        }
        add(days, firstDay, RollupCalendar.firstDayOfMonth(firstMonth));
        add(days, RollupCalendar.firstDayOfMonth(endMonth), endDay);
        return new RollupPeriod(firstMonth, endMonth, days, parts);
    }

    /** Whether nothing lies in the period. */
    public boolean isEmpty() {
        return !hasMonths() && days.isEmpty() && parts.isEmpty();
    }

    /** Whether there is a whole month. */
    public boolean hasMonths() {
        return firstMonth < endMonth;
    }

    private static int nearestDay(Instant time) {
        int day = RollupCalendar.day(time);
        return Duration.between(RollupCalendar.startOfDay(day), time).compareTo(HALF_A_DAY) > 0 ? day + 1 : day;
    }

    private static int nearestMonth(int day) {
        int month = RollupCalendar.monthOfDay(day);
        return day - RollupCalendar.firstDayOfMonth(month) > HALF_A_MONTH ? month + 1 : month;
    }

    private static void add(List<PartOfDay> parts, Instant from, Instant to) {
        if (from.isBefore(to)) {
            parts.add(new PartOfDay(1, from, to));
        } else if (to.isBefore(from)) {
            parts.add(new PartOfDay(-1, to, from));
        }
    }

    private static void add(List<DayRange> days, int from, int end) {
        if (from < end) {
            days.add(new DayRange(1, from, end));
        } else if (end < from) {
            days.add(new DayRange(-1, end, from));
        }
    }
}
