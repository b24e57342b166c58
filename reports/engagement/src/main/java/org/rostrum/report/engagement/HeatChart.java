package org.rostrum.report.engagement;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import org.rostrum.report.engagement.Svg.Anchor;

/** Weekday by hour: the darker, the more came in. */
final class HeatChart {
    private static final double LEFT = 34;
    private static final double LABEL_SIZE = 7.5;
    private static final double FOOT = 26;
    private static final int KEY_STEPS = 6;
    private static final int SHADES = 16;

    private final Words words;
    private final double width;
    private final double height;

    HeatChart(Words words, double width, double height) {
        this.words = words;
        this.width = width;
        this.height = height;
    }

    String draw(HeatMap heat) {
        Svg svg = new Svg(width, height, words.rightToLeft());
        long highest = heat.highest();
        double cell = (width - LEFT) / 24;
        double row = (height - FOOT) / 7;
        List<DayOfWeek> week = words.week();
        List<List<double[]>> shades = new ArrayList<>();
        for (int shade = 0; shade < SHADES; shade++) {
            shades.add(new ArrayList<>());
        }
        for (int line = 0; line < 7; line++) {
            DayOfWeek day = week.get(line);
            double y = row * line;
            svg.text(LEFT - 6, y + row / 2 + 2.6, LABEL_SIZE, Anchor.END, Look.MUTED, words.shortWeekday(day));
            for (int hour = 0; hour < 24; hour++) {
                double share = highest == 0 ? 0 : (double) heat.count(day, hour) / highest;
                // nothing is the lightest shade, and only nothing
                int shade = (int) Math.ceil(share * (SHADES - 1));
                shades.get(shade).add(new double[] {LEFT + cell * hour + 0.75, y + 0.75, cell - 1.5, row - 1.5});
            }
        }
        for (int shade = 0; shade < SHADES; shade++) {
            svg.rectangles(shades.get(shade), Look.heat(shade / (SHADES - 1.0)));
        }
        double foot = row * 7;
        for (int hour = 0; hour <= 24; hour += 3) {
            Anchor anchor = hour == 0 ? Anchor.START : hour == 24 ? Anchor.END : Anchor.MIDDLE;
            svg.text(LEFT + cell * hour, foot + 9, LABEL_SIZE, anchor, Look.MUTED, words.shortHour(hour));
        }
        key(svg, highest, foot + 16);
        return svg.toString();
    }

    private void key(Svg svg, long highest, double y) {
        double size = 8;
        double right = width - 2 - Math.max(10, words.number(highest).length() * 5);
        double left = right - KEY_STEPS * size;
        svg.text(left - 4, y + 6.6, LABEL_SIZE, Anchor.END, Look.MUTED, words.number(0));
        for (int step = 0; step < KEY_STEPS; step++) {
            svg.rectangle(left + step * size, y, size - 1, size, 0.8, Look.heat(step / (KEY_STEPS - 1.0)));
        }
        svg.text(right + 3, y + 6.6, LABEL_SIZE, Anchor.START, Look.MUTED, words.number(highest));
    }
}
