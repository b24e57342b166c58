package org.rostrum.report.engagement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.rostrum.report.engagement.Svg.Anchor;

/** Messages in and out over time: pairs of bars, or lines when there are too many pieces of time for bars. */
final class VolumeChart {
    /** Less than this for a pair of bars, and they could not be told apart. */
    private static final double NARROWEST_SLOT = 4;

    private static final double LEFT = 34;
    private static final double TOP = 8;
    private static final double BOTTOM = 18;
    private static final double LABEL_SIZE = 7.5;

    private final Words words;
    private final double width;
    private final double height;

    VolumeChart(Words words, double width, double height) {
        this.words = words;
        this.width = width;
        this.height = height;
    }

    String draw(Bins bins, Series series) {
        Svg svg = new Svg(width, height, words.rightToLeft());
        Scale scale = Scale.upTo(series.highest());
        double plot = height - TOP - BOTTOM;
        double floor = TOP + plot;
        for (int mark = 0; mark <= scale.marks(); mark++) {
            double y = floor - plot * mark / scale.marks();
            svg.line(LEFT, y, width, y, mark == 0 ? 0.8 : 0.5, mark == 0 ? Look.MUTED : Look.LINE);
            svg.text(LEFT - 6, y + 2.6, LABEL_SIZE, Anchor.END, Look.MUTED, words.number(scale.step() * mark));
        }
        new Plot(LEFT, width, floor, plot / scale.top()).draw(svg, series, bins.count());
        labels(svg, bins, (width - LEFT) / bins.count(), floor);
        return svg.toString();
    }

    /** The label of a piece of time at the edge of a chart that has no others. */
    String edge(Bins bins, int bin) {
        return text(bins, bin, bins.day(bin), step(bins));
    }

    /**
     * Where the values are drawn.
     *
     * @param unit height of one message
     */
    record Plot(double left, double right, double floor, double unit) {
        void draw(Svg svg, Series series, int count) {
            double slot = (right - left) / count;
            if (slot >= NARROWEST_SLOT) {
                bars(svg, series, count, slot);
            } else {
                lines(svg, series, count, slot);
            }
        }

        private void bars(Svg svg, Series series, int count, double slot) {
            double bar = Math.min(slot * 0.38, 16);
            double gap = Math.min(1, slot * 0.04);
            List<double[]> in = new ArrayList<>();
            List<double[]> out = new ArrayList<>();
            for (int bin = 0; bin < count; bin++) {
                double middle = left + slot * (bin + 0.5);
                if (series.inbound(bin) > 0) {
                    double h = Math.max(series.inbound(bin) * unit, 0.6);
                    in.add(new double[] {middle - gap / 2 - bar, floor - h, bar, h});
                }
                if (series.outbound(bin) > 0) {
                    double h = Math.max(series.outbound(bin) * unit, 0.6);
                    out.add(new double[] {middle + gap / 2, floor - h, bar, h});
                }
            }
            svg.rectangles(in, Look.INBOUND).rectangles(out, Look.OUTBOUND);
        }

        private void lines(Svg svg, Series series, int count, double slot) {
            double[] in = new double[count * 2];
            double[] out = new double[count * 2];
            for (int bin = 0; bin < count; bin++) {
                double x = left + slot * (bin + 0.5);
                in[bin * 2] = x;
                in[bin * 2 + 1] = floor - series.inbound(bin) * unit;
                out[bin * 2] = x;
                out[bin * 2 + 1] = floor - series.outbound(bin) * unit;
            }
            double[] area = java.util.Arrays.copyOf(in, in.length + 4);
            area[in.length] = in[in.length - 2];
            area[in.length + 1] = floor;
            area[in.length + 2] = in[0];
            area[in.length + 3] = floor;
            svg.area(area, Look.INBOUND, 0.14);
            svg.path(out, 1.3, Look.OUTBOUND);
            svg.path(in, 1.3, Look.INBOUND);
        }
    }

    private void labels(Svg svg, Bins bins, double slot, double floor) {
        for (Label label : labels(bins)) {
            double x = LEFT + slot * (label.bin() + (bins.size() == Bins.Size.HOUR ? 0 : 0.5));
            svg.line(x, floor, x, floor + 2.5, 0.6, Look.MUTED);
            double half = label.text().length() * LABEL_SIZE * 0.3;
            Anchor anchor = x - half < LEFT - 10 ? Anchor.START : x + half > width ? Anchor.END : Anchor.MIDDLE;
            double place = anchor == Anchor.END ? Math.max(x, width) : x;
            svg.text(place, floor + 11.5, LABEL_SIZE, anchor, Look.MUTED, label.text());
        }
    }

    /** Which pieces of time are labelled, and how: at most a dozen, at round places. */
    List<Label> labels(Bins bins) {
        List<Label> labels = new ArrayList<>();
        int step = step(bins);
        for (int bin = 0; bin < bins.count(); bin++) {
            LocalDate day = bins.day(bin);
            boolean shown =
                    switch (bins.size()) {
                        case HOUR -> bins.hour(bin) % step == 0 && (bin == 0 || bins.hour(bin) != bins.hour(bin - 1));
                        case DAY, WEEK -> bin % step == 0;
                        case MONTH -> (day.getYear() * 12 + day.getMonthValue() - 1) % step == 0;
                    };
            if (shown) {
                labels.add(new Label(bin, text(bins, bin, day, step)));
            }
        }
        return labels;
    }

    private String text(Bins bins, int bin, LocalDate day, int step) {
        return switch (bins.size()) {
            case HOUR -> bins.hour(bin) == 0 && bins.count() > 26 ? words.shortDay(day) : words.hour(bins.hour(bin));
            case DAY, WEEK -> words.shortDay(day);
            case MONTH -> words.pattern(step >= 12 ? "pattern.year" : "pattern.shortMonth", day);
        };
    }

    private static int step(Bins bins) {
        int[] steps =
                switch (bins.size()) {
                    case HOUR -> new int[] {3, 6};
                    case DAY -> new int[] {1, 2, 7};
                    case WEEK -> new int[] {1, 2, 4};
                    case MONTH -> new int[] {1, 2, 3, 6, 12, 24, 60, 120, 240};
                };
        for (int step : steps) {
            if (bins.count() / step <= 10) {
                return step;
            }
        }
        return steps[steps.length - 1];
    }

    /** A mark on the time axis. */
    record Label(int bin, String text) {}
}
