package org.rostrum.api.accounts;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * When an account is open, in its time zone.
 *
 * @param week by day of the week; a day that is missing is closed
 * @param exceptions dates on which other hours count, ordered; each date once
 */
public record BusinessHours(Map<DayOfWeek, List<Interval>> week, List<DatedHours> exceptions) {
    private static final int MOST_INTERVALS = 8;
    private static final int MOST_EXCEPTIONS = 400;
    private static final int END_OF_DAY = 24 * 60;

    /**
     * A stretch of a day.
     *
     * @param from minutes since midnight on the wall clock
     * @param to the same, later; 1440 is the end of the day
     */
    public record Interval(int from, int to) {
        public Interval {
            if (from < 0 || to > END_OF_DAY || from >= to) {
                throw Problem.invalid(
                        "businessHours",
                        "Business hours end after they begin, on the same day.",
                        "Write them as from 09:00 to 17:00; 24:00 is the end of a day.");
            }
        }
    }

    /**
     * Hours of one date, such as a holiday.
     *
     * @param name what people call the day; null when there is nothing to say
     * @param hours empty when it is closed
     */
    public record DatedHours(LocalDate date, @Nullable String name, List<Interval> hours) {
        public DatedHours {
            hours = ordered(hours);
        }
    }

    public BusinessHours {
        Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, hours) -> {
            if (!hours.isEmpty()) {
                days.put(day, ordered(hours));
            }
        });
        week = Map.copyOf(days);
        if (exceptions.size() > MOST_EXCEPTIONS) {
            throw Problem.invalid(
                    "businessHours",
                    "More than " + MOST_EXCEPTIONS + " dates have hours of their own.",
                    "Leave out those that are past.");
        }
        List<DatedHours> dated = new ArrayList<>(exceptions);
        dated.sort(Comparator.comparing(DatedHours::date));
        Set<LocalDate> dates = new HashSet<>();
        for (DatedHours one : dated) {
            if (!dates.add(one.date())) {
                throw Problem.invalid(
                        "businessHours", one.date() + " is named twice.", "Give all hours of a date at once.");
            }
        }
        exceptions = List.copyOf(dated);
    }

    /** The hours of a date, ordered; empty when it is closed. */
    public List<Interval> on(LocalDate date) {
        for (DatedHours exception : exceptions) {
            if (exception.date().equals(date)) {
                return exception.hours();
            }
        }
        return week.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private static List<Interval> ordered(List<Interval> hours) {
        List<Interval> sorted = new ArrayList<>(hours);
        sorted.sort(Comparator.comparing(Interval::from));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).from() < sorted.get(i - 1).to()) {
                throw Problem.invalid("businessHours", "Two stretches of a day overlap.", "Join them.");
            }
        }
        if (sorted.size() > MOST_INTERVALS) {
            throw Problem.invalid(
                    "businessHours", "A day has more than " + MOST_INTERVALS + " stretches.", "Join some of them.");
        }
        return List.copyOf(sorted);
    }
}
