package org.rostrum.archive.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rostrum.archive.store.Days;

/**
 * A period put together from whole UTC months and days, which the sums know, and from parts of days. What is added is the
 * nearest whole that begins or ends about there, and what that has too much is taken off again: the month of a zone ahead of
 * UTC is the UTC month, and some hours before it, without its last ones. Good for sums only, not for what counts once.
 *
 * @param firstMonth the first whole month
 * @param endMonth the month after the last whole one; equal to {@code firstMonth} when there is none
 */
record Pieces(int firstMonth, int endMonth, List<DayRange> days, List<Part> parts) {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final int HALF_A_MONTH = 15;

    /**
     * Whole days.
     *
     * @param sign 1 when they are added, -1 when they are taken off
     * @param endDay the day after the last one
     */
    record DayRange(int sign, int firstDay, int endDay) {}

    /**
     * Part of a day, seldom more than half of it.
     *
     * @param sign 1 when it is added, -1 when it is taken off
     * @param to exclusive
     */
    record Part(int sign, Instant from, Instant to) {}

    static Pieces of(Instant begin, Instant end) {
        Instant from = Days.bounded(begin);
        Instant to = Days.bounded(end);
        List<DayRange> days = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        if (!from.isBefore(to)) {
            return new Pieces(0, 0, days, parts);
        }
        int first = nearestDay(from);
        int after = nearestDay(to);
        if (first >= after) {
            parts.add(new Part(1, from, to));
            return new Pieces(0, 0, days, parts);
        }
        part(parts, from, Days.startOfDay(first));
        part(parts, Days.startOfDay(after), to);
        int firstMonth = nearestMonth(first);
        int endMonth = nearestMonth(after);
        if (firstMonth >= endMonth) {
            days(days, first, after);
            return new Pieces(0, 0, days, parts);
        }
        days(days, first, Days.firstDay(firstMonth));
        days(days, Days.firstDay(endMonth), after);
        return new Pieces(firstMonth, endMonth, days, parts);
    }

    private static int nearestDay(Instant time) {
        int day = Days.day(time);
        return Duration.between(Days.startOfDay(day), time).compareTo(HALF_A_DAY) > 0 ? day + 1 : day;
    }

    private static int nearestMonth(int day) {
        int month = Days.monthOfDay(day);
        return day - Days.firstDay(month) > HALF_A_MONTH ? month + 1 : month;
    }

    private static void part(List<Part> parts, Instant from, Instant to) {
        if (from.isBefore(to)) {
            parts.add(new Part(1, from, to));
        } else if (to.isBefore(from)) {
            parts.add(new Part(-1, to, from));
        }
    }

    private static void days(List<DayRange> days, int from, int end) {
        if (from < end) {
            days.add(new DayRange(1, from, end));
        } else if (end < from) {
            days.add(new DayRange(-1, end, from));
        }
    }
}
