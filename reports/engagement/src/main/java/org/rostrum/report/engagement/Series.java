package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rostrum.api.archive.Volume;

/** Messages in and out, one value for each of the {@link Bins}, and when in the week they came in. */
final class Series {
    private final long[] inbound;
    private final long[] outbound;
    private final HeatMap heat = new HeatMap();

    Series(int bins) {
        inbound = new long[bins];
        outbound = new long[bins];
    }

    void add(Volume volume) {
        for (int bin = 0; bin < inbound.length; bin++) {
            inbound[bin] += volume.inbound().get(bin);
            outbound[bin] += volume.outbound().get(bin);
        }
        heat.add(volume.inboundByHourOfWeek());
    }

    void addAll(Series other) {
        for (int bin = 0; bin < inbound.length; bin++) {
            inbound[bin] += other.inbound[bin];
            outbound[bin] += other.outbound[bin];
        }
        heat.addAll(other.heat);
    }

    long inbound(int bin) {
        return inbound[bin];
    }

    long outbound(int bin) {
        return outbound[bin];
    }

    long totalInbound() {
        return Arrays.stream(inbound).sum();
    }

    long totalOutbound() {
        return Arrays.stream(outbound).sum();
    }

    /** The largest value of either direction. */
    long highest() {
        long highest = 0;
        for (int bin = 0; bin < inbound.length; bin++) {
            highest = Math.max(highest, Math.max(inbound[bin], outbound[bin]));
        }
        return highest;
    }

    /** The piece of time with the most inbound messages, or all that share the first place; none when there were none. */
    List<Integer> busiest() {
        long highest = Arrays.stream(inbound).max().orElse(0);
        List<Integer> busiest = new ArrayList<>();
        for (int bin = 0; bin < inbound.length; bin++) {
            if (highest > 0 && inbound[bin] == highest) {
                busiest.add(bin);
            }
        }
        return busiest;
    }

    HeatMap heat() {
        return heat;
    }
}
