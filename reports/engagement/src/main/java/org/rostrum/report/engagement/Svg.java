package org.rostrum.report.engagement;

import java.util.List;

/** Writes a drawing. Lengths are points; when mirrored, x is counted from the right edge. */
final class Svg {
    /** To which side of its place a text extends, in reading direction. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final double width;
    private final boolean mirrored;
    private final StringBuilder body = new StringBuilder();

    Svg(double width, double height, boolean mirrored) {
        this.width = width;
        this.mirrored = mirrored;
        body.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(n(width))
                .append("\" height=\"")
                .append(n(height))
                .append("\" viewBox=\"0 0 ")
                .append(n(width))
                .append(' ')
                .append(n(height))
                .append("\" font-family=\"")
                .append(Look.FONTS)
                .append("\">");
    }

    Svg rectangle(double x, double y, double w, double h, double radius, String fill) {
        body.append("<rect x=\"")
                .append(n(mirrored ? width - x - w : x))
                .append("\" y=\"")
                .append(n(y))
                .append("\" width=\"")
                .append(n(w))
                .append("\" height=\"")
                .append(n(h));
        if (radius > 0) {
            body.append("\" rx=\"").append(n(radius));
        }
        body.append("\" fill=\"").append(fill).append("\"/>");
        return this;
    }

    /** Many rectangles of one colour, as one shape: {@code x, y, width, height} in turn. */
    Svg rectangles(List<double[]> rectangles, String fill) {
        if (rectangles.isEmpty()) {
            return this;
        }
        body.append("<path fill=\"").append(fill).append("\" d=\"");
        for (double[] r : rectangles) {
            body.append('M')
                    .append(n(mirrored ? width - r[0] - r[2] : r[0]))
                    .append(' ')
                    .append(n(r[1]))
                    .append('h')
                    .append(n(r[2]))
                    .append('v')
                    .append(n(r[3]))
                    .append('h')
                    .append(n(-r[2]))
                    .append('z');
        }
        body.append("\"/>");
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, double thickness, String stroke) {
        body.append("<line x1=\"")
                .append(n(x(x1)))
                .append("\" y1=\"")
                .append(n(y1))
                .append("\" x2=\"")
                .append(n(x(x2)))
                .append("\" y2=\"")
                .append(n(y2))
                .append("\" stroke=\"")
                .append(stroke)
                .append("\" stroke-width=\"")
                .append(n(thickness))
                .append("\"/>");
        return this;
    }

    /** @param points x and y in turn */
    Svg area(double[] points, String fill, double opacity) {
        body.append("<polygon points=\"");
        points(points);
        body.append("\" fill=\"")
                .append(fill)
                .append("\" fill-opacity=\"")
                .append(n(opacity))
                .append("\"/>");
        return this;
    }

    /** @param points x and y in turn */
    Svg path(double[] points, double thickness, String stroke) {
        body.append("<polyline points=\"");
        points(points);
        body.append("\" fill=\"none\" stroke-linejoin=\"round\" stroke=\"")
                .append(stroke)
                .append("\" stroke-width=\"")
                .append(n(thickness))
                .append("\"/>");
        return this;
    }

    private void points(double[] points) {
        for (int i = 0; i < points.length; i += 2) {
            body.append(n(x(points[i]))).append(',').append(n(points[i + 1])).append(' ');
        }
    }

    Svg text(double x, double y, double size, Anchor anchor, String fill, String text) {
        String side =
                switch (anchor) {
                    case START -> mirrored ? "end" : "start";
                    case MIDDLE -> "middle";
                    case END -> mirrored ? "start" : "end";
                };
        body.append("<text x=\"")
                .append(n(x(x)))
                .append("\" y=\"")
                .append(n(y))
                .append("\" font-size=\"")
                .append(n(size))
                .append("\" text-anchor=\"")
                .append(side)
                .append("\" fill=\"")
                .append(fill)
                .append("\">")
                .append(escape(text))
                .append("</text>");
        return this;
    }

    private double x(double x) {
        return mirrored ? width - x : x;
    }

    /** With two decimals, or none; by hand, because a page has thousands of numbers and a formatter takes its time. */
    private static String n(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        long rest = Math.abs(hundredths % 100);
        return (hundredths < 0 ? "-" : "") + Math.abs(hundredths / 100) + (rest < 10 ? ".0" : ".") + rest;
    }

    /** Text as it may stand in XML; characters that XML cannot hold become the replacement character. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    @Override
    public String toString() {
        return body + "</svg>";
    }
}
