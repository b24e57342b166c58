package org.rostrum.report.engagement;

import java.util.Map;
import java.util.TreeMap;
import org.rostrum.report.engagement.Svg.Anchor;

/**
 * First-response times on one scale for all accounts. Seconds and weeks stand side by side in one table, so the scale is
 * logarithmic, from a minute to a round time that holds the slowest one; what is faster than a minute stands at its left edge.
 * Both ends carry their names, and what has room between them: an hour, a day, a week, four weeks, a year. No mark is nameless.
 */
final class TimeScale {
    private static final long FASTEST = 60;
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;
    private static final long[] MARKS = {FASTEST, HOUR, DAY, 7 * DAY, 28 * DAY, YEAR};
    private static final long[] ENDS = {
        2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 60 * DAY, 120 * DAY, YEAR
    };
    private static final double DOT = 2.6;
    private static final double LABEL_SIZE = 6;
    private static final double BETWEEN_LABELS = 2;

    /** From here on, letters are as wide as they are high. */
    private static final int WIDE_LETTERS = 0x2E80;

    private final Words words;
    private final double width;
    private final long end;

    /** The marks, each with the place where its name begins. */
    private final Map<Long, Double> named = new TreeMap<>();

    /** @param slowest the longest time to be shown, in seconds */
    TimeScale(Words words, double width, long slowest) {
        this.words = words;
        this.width = width;
        this.end = end(slowest);
        double last = width - length(end);
        double free = 0;
        for (long mark : MARKS) {
            double from = mark == FASTEST ? 0 : place(mark) - length(mark) / 2;
            if (mark < end && from >= free && from + length(mark) + BETWEEN_LABELS <= last) {
                named.put(mark, from);
                free = from + length(mark) + BETWEEN_LABELS;
            }
        }
        named.put(end, last);
    }

    private static long end(long slowest) {
        for (long end : ENDS) {
            if (slowest <= end) {
                return end;
            }
        }
        return (slowest + YEAR - 1) / YEAR * YEAR;
    }

    double place(long seconds) {
        double share = Math.log(Math.max(seconds, FASTEST) / (double) FASTEST) / Math.log(end / (double) FASTEST);
        return DOT + share * (width - 2 * DOT);
    }

    /** How wide the name of a mark is, about. */
    private double length(long mark) {
        return words.duration(mark)
                        .chars()
                        .mapToDouble(letter -> letter >= WIDE_LETTERS ? 1 : letter == ' ' ? 0.27 : 0.58)
                        .sum()
                * LABEL_SIZE;
    }

    /** The names of the marks, for above the table. */
    String axis(double height) {
        Svg svg = new Svg(width, height, words.rightToLeft());
        named.forEach((mark, from) -> {
            String name = words.duration(mark);
            if (mark == end) {
                svg.text(width, height - 2.5, LABEL_SIZE, Anchor.END, Look.MUTED, name);
            } else {
                svg.text(from, height - 2.5, LABEL_SIZE, Anchor.START, Look.MUTED, name);
            }
        });
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
        named.keySet().forEach(mark -> svg.line(place(mark), 0, place(mark), height, 0.5, Look.LINE));
        return svg;
    }
}
