package org.rostrum.archive.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rostrum.api.rollup.RollupCalendar;

/**
 * A period cut into the whole UTC days it contains, which the sums know, and the rest at its two ends, which must be read
 * from the data.
 *
 * @param firstDay the first whole day
 * @param endDay the day after the last whole day; equal to {@code firstDay} when there is none
 * @param edges what is left, each shorter than a day unless there is no whole day at all
 */
record WholeDays(int firstDay, int endDay, List<Edge> edges) {
    /** Part of a day: {@code from} inclusive, {@code to} exclusive. */
    record Edge(Instant from, Instant to) {}

    static WholeDays of(Instant from, Instant to) {
        Instant start = RollupCalendar.bounded(from);
        Instant end = RollupCalendar.bounded(to);
        List<Edge> edges = new ArrayList<>();
        int first = RollupCalendar.day(start);
        if (RollupCalendar.startOfDay(first).isBefore(start)) {
            first++;
        }
        int after = RollupCalendar.day(end);
        if (first >= after) {
            if (start.isBefore(end)) {
                edges.add(new Edge(start, end));
            }
            return new WholeDays(first, first, edges);
        }
        if (start.isBefore(RollupCalendar.startOfDay(first))) {
            edges.add(new Edge(start, RollupCalendar.startOfDay(first)));
        }
        if (RollupCalendar.startOfDay(after).isBefore(end)) {
            edges.add(new Edge(RollupCalendar.startOfDay(after), end));
        }
        return new WholeDays(first, after, edges);
    }

    boolean none() {
        return firstDay == endDay;
    }
}
