package org.rostrum.report.engagement;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Inbound messages by weekday and hour of the wall clock in one zone. */
final class HeatMap {
    private final ZoneId zone;
    private final long[][] counts = new long[7][24];

    HeatMap(ZoneId zone) {
        this.zone = zone;
    }

    void add(Instant at, long count) {
        ZonedDateTime local = at.atZone(zone);
        counts[local.getDayOfWeek().getValue() - 1][local.getHour()] += count;
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

    /** The busiest hour of the week, the earliest one if there are several; its count is 0 when nothing was counted. */
    Peak peak() {
        Peak best = new Peak(DayOfWeek.MONDAY, 0, 0);
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int hour = 0; hour < 24; hour++) {
                if (count(day, hour) > best.count()) {
                    best = new Peak(day, hour, count(day, hour));
                }
            }
        }
        return best;
    }

    /** One cell of the map. */
    record Peak(DayOfWeek day, int hour, long count) {}
}
