package org.rostrum.report.engagement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.rostrum.api.reporting.Period;

/**
 * The period cut into the pieces of time that charts show, in the zone of the period: hours up to 2 days, days up to 45,
 * weeks (counted from the first day) up to 200, calendar months beyond. A day on which the clocks change has 23 or 25
 * hours, a month that the period only touches is cut off at its edge.
 *
 * @param starts first instant of each piece, ascending; the first one is the start of the period
 * @param end of the last piece, exclusive
 */
record Bins(Size size, ZoneId zone, List<Instant> starts, Instant end) {
    /** How long a piece is. */
    enum Size {
        HOUR,
        DAY,
        WEEK,
        MONTH
    }

    /** Which pieces are shorter than the others. */
    enum Incomplete {
        NONE,
        FIRST,
        LAST,
        BOTH;

        private static Incomplete of(boolean first, boolean last) {
            if (first) {
                return last ? BOTH : FIRST;
            }
            return last ? LAST : NONE;
        }
    }

    Bins {
        starts = List.copyOf(starts);
    }

    static Bins of(Period period) {
        Size size = sizeFor(period.days());
        List<Instant> starts = new ArrayList<>();
        if (size == Size.HOUR) {
            for (Instant at = period.start(); at.isBefore(period.end()); at = at.plus(1, ChronoUnit.HOURS)) {
                starts.add(at);
            }
        } else {
            for (LocalDate day = period.from(); day.isBefore(period.to()); day = next(day, size)) {
                starts.add(day.atStartOfDay(period.zone()).toInstant());
            }
        }
        return new Bins(size, period.zone(), starts, period.end());
    }

    private static Size sizeFor(long days) {
        if (days <= 2) {
            return Size.HOUR;
        }
        if (days <= 45) {
            return Size.DAY;
        }
        return days <= 200 ? Size.WEEK : Size.MONTH;
    }

    private static LocalDate next(LocalDate day, Size size) {
        return switch (size) {
            case HOUR -> throw new IllegalArgumentException("hours are no days");
            case DAY -> day.plusDays(1);
            case WEEK -> day.plusWeeks(1);
            case MONTH -> day.withDayOfMonth(1).plusMonths(1);
        };
    }

    int count() {
        return starts.size();
    }

    /** First day of a piece, in the zone. */
    LocalDate day(int index) {
        return starts.get(index).atZone(zone).toLocalDate();
    }

    /** Wall-clock hour at which a piece begins, 0 to 23. */
    int hour(int index) {
        return starts.get(index).atZone(zone).getHour();
    }

    /** Which pieces are cut off by the edges of the period. */
    Incomplete incomplete() {
        return switch (size) {
            case HOUR, DAY -> Incomplete.NONE;
                // weeks are counted from the first day, so that one is always whole
            case WEEK -> Incomplete.of(false, ChronoUnit.DAYS.between(day(count() - 1), lastDay()) + 1 < 7);
            case MONTH -> Incomplete.of(
                    day(0).getDayOfMonth() != 1, lastDay().plusDays(1).getDayOfMonth() != 1);
        };
    }

    private LocalDate lastDay() {
        return end.minusNanos(1).atZone(zone).toLocalDate();
    }
}
