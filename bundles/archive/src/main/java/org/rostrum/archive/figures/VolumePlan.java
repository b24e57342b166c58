package org.rostrum.archive.figures;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.api.rollup.RollupPeriod;
import org.rostrum.api.rollup.RollupPeriod.DayRange;
import org.rostrum.api.rollup.RollupPeriod.PartOfDay;
import org.rostrum.archive.store.HourSlots;

/**
 * Which rows of sums make up the pieces of a period, and what each goes into. The period is cut where its pieces end and
 * where the clocks of the zone change, so that between two cuts the hours of the week are those of UTC moved by so many.
 */
final class VolumePlan {
    private static final long HOUR = 3600;
    private static final int HOURS_OF_DAY = 24;

    /**
     * What (a part of) a row goes into.
     *
     * @param sign 1 when it is added, -1 when it is taken off
     * @param piece index of the piece
     * @param shift hours by which the clocks of the zone are ahead of UTC
     * @param fromHour first hour of the day that counts; of a month all do
     * @param toHour the hour after the last that counts
     */
    record Use(int sign, int piece, int shift, int fromHour, int toHour) {}

    /** Rows of days that are read at once: {@code from} to {@code end} exclusive. */
    record Range(int from, int end) {}

    /** Days that lie no further apart than this are read together with those between them. */
    private static final int CLOSE = 3;

    final SortedMap<Integer, List<Use>> months = new TreeMap<>();
    final SortedMap<Integer, List<Use>> days = new TreeMap<>();

    /**
     * @param edges where the pieces begin, and last where the last one ends
     * @param extent outside of which there is nothing to sum up
     */
    VolumePlan(List<Instant> edges, @Nullable ZoneId zone, Extent extent) {
        Extent whole = extent.months();
        for (int piece = 0; piece + 1 < edges.size(); piece++) {
            Instant from = nextHour(whole.later(RollupCalendar.bounded(edges.get(piece))));
            Instant to = nextHour(whole.earlier(RollupCalendar.bounded(edges.get(piece + 1))));
            while (from.isBefore(to)) {
                ZoneOffsetTransition change =
                        zone == null ? null : zone.getRules().nextTransition(from);
                Instant end = change == null || !change.getInstant().isBefore(to) ? to : nextHour(change.getInstant());
                int shift = zone == null
                        ? 0
                        : (int) Math.floorDiv(zone.getRules().getOffset(from).getTotalSeconds(), HOUR);
                add(RollupPeriod.of(from, end), piece, shift);
                from = end;
            }
        }
    }

    /** The first full hour that is not before this time. */
    private static Instant nextHour(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plusSeconds(HOUR);
    }

    private void add(RollupPeriod pieces, int piece, int shift) {
        for (int month = pieces.firstMonth(); month < pieces.endMonth(); month++) {
            use(months, month, new Use(1, piece, shift, 0, HOURS_OF_DAY));
        }
        for (DayRange range : pieces.days()) {
            for (int day = range.firstDay(); day < range.endDay(); day++) {
                use(days, day, new Use(range.sign(), piece, shift, 0, HOURS_OF_DAY));
            }
        }
        for (PartOfDay part : pieces.parts()) {
            int last = RollupCalendar.day(part.to().minusSeconds(HOUR));
            for (int day = RollupCalendar.day(part.from()); day <= last; day++) {
                long start = HourSlots.hour(RollupCalendar.startOfDay(day));
                int fromHour = (int) Math.max(0, HourSlots.hour(part.from()) - start);
                int toHour = (int) Math.min(HOURS_OF_DAY, HourSlots.hour(part.to()) - start);
                use(days, day, new Use(part.sign(), piece, shift, fromHour, toHour));
            }
        }
    }

    private static void use(Map<Integer, List<Use>> rows, int number, Use use) {
        rows.computeIfAbsent(number, none -> new ArrayList<>(2)).add(use);
    }

    /** The days in as few ranges as it makes sense to read. */
    static List<Range> ranges(SortedMap<Integer, List<Use>> rows) {
        List<Range> ranges = new ArrayList<>();
        for (int number : rows.keySet()) {
            Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && number - last.end <= CLOSE) {
                ranges.set(ranges.size() - 1, new Range(last.from, number + 1));
            } else {
                ranges.add(new Range(number, number + 1));
            }
        }
        return ranges;
    }
}
