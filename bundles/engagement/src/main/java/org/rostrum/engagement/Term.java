package org.rostrum.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is added, or taken off again, to count the cases of a period: whole months and days that the sums know, and parts of
 * days. A period begins with the whole that begins nearest to it, and ends likewise: June of Kolkata is June of UTC, and
 * half a day before it, without its last hours.
 *
 * @param added false when it is taken off
 * @param from the first month or day, or the Instant at which a part of a day begins
 * @param to exclusive
 */
record Term(Kind kind, boolean added, Comparable<?> from, Comparable<?> to) {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final int HALF_A_MONTH = 15;

    enum Kind {
        MONTHS,
        DAYS,
        /** Seldom of more than half a day. */
        CASES
    }

    /** At most five; none when the period is empty. */
    static List<Term> of(Instant begin, Instant end) {
        Instant from = Days.bounded(begin);
        Instant to = Days.bounded(end);
        List<Term> terms = new ArrayList<>();
        if (!from.isBefore(to)) {
            return terms;
        }
        int firstDay = nearestDay(from);
        int endDay = nearestDay(to);
        if (firstDay >= endDay) {
            add(terms, Kind.CASES, from, to);
            return terms;
        }
        int firstMonth = nearestMonth(firstDay);
        int endMonth = nearestMonth(endDay);
        if (firstMonth < endMonth) {
            add(terms, Kind.MONTHS, firstMonth, endMonth);
            add(terms, Kind.DAYS, firstDay, Days.firstDayOfMonth(firstMonth));
            add(terms, Kind.DAYS, Days.firstDayOfMonth(endMonth), endDay);
        } else {
            add(terms, Kind.DAYS, firstDay, endDay);
        }
        add(terms, Kind.CASES, from, Days.startOfDay(firstDay));
        add(terms, Kind.CASES, Days.startOfDay(endDay), to);
        return terms;
    }

    private static <T extends Comparable<T>> void add(List<Term> terms, Kind kind, T from, T to) {
        int order = from.compareTo(to);
        if (order < 0) {
            terms.add(new Term(kind, true, from, to));
        } else if (order > 0) {
            terms.add(new Term(kind, false, to, from));
        }
    }

    private static int nearestDay(Instant time) {
        int day = Days.day(time);
        return Duration.between(Days.startOfDay(day), time).compareTo(HALF_A_DAY) > 0 ? day + 1 : day;
    }

    private static int nearestMonth(int day) {
        int month = Days.month(day);
        return day - Days.firstDayOfMonth(month) > HALF_A_MONTH ? month + 1 : month;
    }
}
