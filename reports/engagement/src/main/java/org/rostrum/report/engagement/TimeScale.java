package org.rostrum.report.engagement;

import org.rostrum.report.engagement.Svg.Anchor;

/**
 * First-response times on one scale for all accounts. Seconds and weeks stand side by side in one table, so the scale is
 * logarithmic, from a minute to the slowest time, with marks at a minute, an hour, a day, a week and four weeks; what is faster
 * than a minute stands at its left edge.
 */
final class TimeScale {
    private static final long FASTEST = 60;
    private static final long[] MARKS = {60, 3600, 86_400, 7 * 86_400, 28 * 86_400, 365 * 86_400};
    private static final double DOT = 2.6;
    private static final double LABEL_SIZE = 6;

    private final Words words;
    private final double width;
    private final double slowest;

    /** @param slowest the longest time to be shown, in seconds */
    TimeScale(Words words, double width, long slowest) {
        this.words = words;
        this.width = width;
        this.slowest = Math.max(slowest, 2 * 3600);
    }

    double place(long seconds) {
        double share = Math.log(Math.max(seconds, FASTEST) / (double) FASTEST) / Math.log(slowest / FASTEST);
        return DOT + share * (width - 2 * DOT);
    }

    /** The names of the marks, for above the table. */
    String axis(double height) {
        Svg svg = new Svg(width, height, words.rightToLeft());
        double free = 0;
        for (long mark : MARKS) {
            double x = place(mark);
            String label = words.duration(mark);
            double half = label.length() * LABEL_SIZE * 0.3;
            double from = mark == FASTEST ? 0 : Math.min(x - half, width - 2 * half);
            if (mark <= slowest && from >= free) {
                svg.text(from, height - 2.5, LABEL_SIZE, Anchor.START, Look.MUTED, label);
                free = from + 2 * half + 2;
            }
        }
        return svg.toString();
    }

    /** The marks alone, for an account without times. */
    String empty(double height) {
        return marks(height).toString();
    }

    /** A bar up to the 90th percentile with a dot at the median. */
    String times(long median, long p90, double height) {
        Svg svg = marks(height);
        double middle = height / 2;
        double start = place(FASTEST);
        svg.rectangle(start, middle - 1.75, place(p90) - start, 3.5, 0, Look.RANGE);
        svg.rectangle(place(median) - DOT, middle - DOT, 2 * DOT, 2 * DOT, DOT, Look.INBOUND);
        return svg.toString();
    }

    private Svg marks(double height) {
        Svg svg = new Svg(width, height, words.rightToLeft());
        for (long mark : MARKS) {
            if (mark <= slowest) {
                svg.line(place(mark), 0, place(mark), height, 0.5, Look.LINE);
            }
        }
        return svg;
    }
}
