package org.rostrum.report.engagement;

/** Messages in and out, one value for each of the {@link Bins}, and when in the week they came in. */
final class Series {
    private final long[] inbound;
    private final long[] outbound;
    private final HeatMap heat;

    Series(Bins bins) {
        inbound = new long[bins.count()];
        outbound = new long[bins.count()];
        heat = new HeatMap(bins.zone());
    }

    void addInbound(int bin, java.time.Instant at, long count) {
        inbound[bin] += count;
        heat.add(at, count);
    }

    void addOutbound(int bin, long count) {
        outbound[bin] += count;
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
        return java.util.Arrays.stream(inbound).sum();
    }

    long totalOutbound() {
        return java.util.Arrays.stream(outbound).sum();
    }

    /** The largest value of either direction. */
    long highest() {
        long highest = 0;
        for (int bin = 0; bin < inbound.length; bin++) {
            highest = Math.max(highest, Math.max(inbound[bin], outbound[bin]));
        }
        return highest;
    }

    /** The piece of time with the most inbound messages, the earliest one if there are several. */
    int busiest() {
        int best = 0;
        for (int bin = 1; bin < inbound.length; bin++) {
            if (inbound[bin] > inbound[best]) {
                best = bin;
            }
        }
        return best;
    }

    HeatMap heat() {
        return heat;
    }
}
