package org.rostrum.report.engagement;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/** Inbound messages by weekday and hour of the wall clock in one zone. */
final class HeatMap {
    private static final int HOURS = 24;

    private final long[][] counts = new long[7][HOURS];

    /** @param hoursOfWeek from Monday 0:00; may be empty */
    void add(List<Long> hoursOfWeek) {
        for (int hour = 0; hour < hoursOfWeek.size(); hour++) {
            counts[hour / HOURS][hour % HOURS] += hoursOfWeek.get(hour);
        }
    }

    void addAll(HeatMap other) {
        for (int day = 0; day < 7; day++) {
            for (int hour = 0; hour < 24; hour++) {
                counts[day][hour] += other.counts[day][hour];
            }
        }
    }

    long count(DayOfWeek day, int hour) {
        return counts[day.getValue() - 1][hour];
    }

    /** The busiest hour of the week, or all that share the first place, from Monday on; none when nothing was counted. */
    List<Peak> peaks() {
        long highest = highest();
        List<Peak> peaks = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int hour = 0; hour < 24; hour++) {
                if (highest > 0 && count(day, hour) == highest) {
                    peaks.add(new Peak(day, hour, highest));
                }
            }
        }
        return peaks;
    }

    long highest() {
        long highest = 0;
        for (long[] day : counts) {
            for (long count : day) {
                highest = Math.max(highest, count);
            }
        }
        return highest;
    }

    /** One cell of the map. */
    record Peak(DayOfWeek day, int hour, long count) {}
}
