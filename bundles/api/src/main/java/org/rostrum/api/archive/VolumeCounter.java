package org.rostrum.api.archive;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;

/** Adds up hours, one after the other, to a {@link Volume}. */
final class VolumeCounter {
    private static final int HOURS_OF_DAY = 24;

    private final List<Instant> edges;
    private final @Nullable ZoneId zone;
    private final long[] inbound;
    private final long[] outbound;
    private final long[] week;

    VolumeCounter(List<Instant> edges, @Nullable ZoneId zone) {
        this.edges = edges;
        this.zone = zone;
        inbound = new long[edges.size() - 1];
        outbound = new long[edges.size() - 1];
        week = new long[zone == null ? 0 : Volume.HOURS_OF_WEEK];
    }

    /** Hours outside of the period do not count. */
    void add(Instant hour, Direction direction, long count) {
        int found = Collections.binarySearch(edges, hour);
        int piece = found >= 0 ? found : -found - 2;
        if (piece < 0 || piece >= inbound.length) {
            return;
        }
        if (direction == Direction.OUTBOUND) {
            outbound[piece] += count;
            return;
        }
        inbound[piece] += count;
        if (zone != null) {
            ZonedDateTime local = hour.atZone(zone);
            week[(local.getDayOfWeek().getValue() - 1) * HOURS_OF_DAY + local.getHour()] += count;
        }
    }

    Volume volume() {
        return new Volume(list(inbound), list(outbound), list(week));
    }

    private static List<Long> list(long[] numbers) {
        return LongStream.of(numbers).boxed().toList();
    }
}
