package org.rostrum.report.engagement;

import org.rostrum.report.engagement.Svg.Anchor;

/** Messages over time in little room: the highest value, the first and the last label, and the bars. */
final class MiniChart {
    private static final double LEFT = 18;
    private static final double TOP = 6;
    private static final double BOTTOM = 12;
    private static final double LABEL_SIZE = 6.5;

    private final Words words;
    private final double width;
    private final double height;

    MiniChart(Words words, double width, double height) {
        this.words = words;
        this.width = width;
        this.height = height;
    }

    String draw(Bins bins, Series series) {
        Svg svg = new Svg(width, height, words.rightToLeft());
        long top = Math.max(series.highest(), 1);
        double floor = height - BOTTOM;
        svg.line(LEFT, TOP, width, TOP, 0.5, Look.LINE);
        svg.line(LEFT, floor, width, floor, 0.7, Look.MUTED);
        svg.text(LEFT - 4, TOP + 2.4, LABEL_SIZE, Anchor.END, Look.MUTED, words.number(top));
        svg.text(LEFT - 4, floor + 2.2, LABEL_SIZE, Anchor.END, Look.MUTED, words.number(0));
        new VolumeChart.Plot(LEFT, width, floor, (floor - TOP) / top).draw(svg, series, bins.count());
        VolumeChart labels = new VolumeChart(words, width, height);
        svg.text(LEFT, height - 2.5, LABEL_SIZE, Anchor.START, Look.MUTED, labels.edge(bins, 0));
        svg.text(width, height - 2.5, LABEL_SIZE, Anchor.END, Look.MUTED, labels.edge(bins, bins.count() - 1));
        return svg.toString();
    }
}
