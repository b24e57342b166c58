package org.rostrum.report.engagement;

/** A bar in a table row: the part up to the median dark, up to the 90th percentile light; or a single one. */
final class Bar {
    private static final double HEIGHT = 8;

    private final double width;
    private final boolean mirrored;

    Bar(double width, boolean mirrored) {
        this.width = width;
        this.mirrored = mirrored;
    }

    /**
     * @param inner length of the dark part
     * @param outer length of the light part; longer than {@code full} is cut off with a mark
     * @param full what the whole width stands for
     */
    String nested(long inner, long outer, long full) {
        Svg svg = new Svg(width, HEIGHT, mirrored);
        if (full > 0) {
            svg.rectangle(0, 0.5, length(outer, full), HEIGHT - 1, 0, "#BCD0DF");
            svg.rectangle(0, 0.5, length(inner, full), HEIGHT - 1, 0, Look.INBOUND);
            if (outer > full) {
                // two white cuts: the bar goes on beyond the edge
                double edge = width - 9;
                svg.area(cut(edge), "#FFFFFF", 1);
                svg.area(cut(edge + 4), "#FFFFFF", 1);
            }
        }
        return svg.toString();
    }

    String single(long value, long full) {
        return nested(value, 0, full);
    }

    private double length(long value, long full) {
        return value == 0 ? 0 : Math.max(0.8, width * Math.min(value, full) / full);
    }

    private static double[] cut(double x) {
        return new double[] {x, HEIGHT, x + 2, 0, x + 3.5, 0, x + 1.5, HEIGHT};
    }
}
