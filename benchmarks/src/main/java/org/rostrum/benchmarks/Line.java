package org.rostrum.benchmarks;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the result.
 *
 * @param what what was measured
 * @param ours of this product
 * @param bare of what it is held against; null when there is only a bound
 * @param value what the goal is about
 * @param goal what the value should be
 */
record Line(String what, Figure ours, @Nullable Figure bare, double value, Goal goal) {
    /** Ours by theirs. */
    static Line ratio(String what, Figure ours, Figure bare, Goal goal) {
        return new Line(what, ours, bare, ours.value() / bare.value(), goal);
    }

    /** Ours alone, beside theirs. */
    static Line bound(String what, Figure ours, Figure bare, Goal goal) {
        return new Line(what, ours, bare, ours.value(), goal);
    }

    /**
     * A number with its unit.
     *
     * @param who whose it is
     * @param range least and most of several measurements; empty for one
     */
    record Figure(String who, double value, String unit, String range) {
        static Figure of(String who, Samples samples, String unit) {
            return new Figure(who, samples.median(), unit, samples.range());
        }

        @Override
        public String toString() {
            return who + " " + number(value) + " " + unit + (range.isEmpty() ? "" : " (" + range + ")");
        }
    }

    /** Bounds of a value, both inclusive. */
    record Goal(double least, double most) {
        static final Goal NONE = new Goal(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        static Goal atLeast(double least) {
            return new Goal(least, Double.POSITIVE_INFINITY);
        }

        static Goal atMost(double most) {
            return new Goal(Double.NEGATIVE_INFINITY, most);
        }

        boolean holds(double value) {
            return value >= least && value <= most;
        }

        @Override
        public String toString() {
            if (this.equals(NONE)) {
                return "no goal";
            }
            if (Double.isInfinite(most)) {
                return "goal ≥ " + number(least);
            }
            return Double.isInfinite(least)
                    ? "goal ≤ " + number(most)
                    : "goal " + number(least) + " to " + number(most);
        }
    }

    private boolean compared() {
        return bare != null && value != ours.value();
    }

    String text() {
        String judged = goal.equals(Goal.NONE) ? "" : goal.holds(value) ? ": reached" : ": MISSED";
        return String.format(Locale.ROOT, "  %-30s %s", what, ours)
                + (bare == null ? "" : " | " + bare)
                + (compared() ? " | ratio " + String.format(Locale.ROOT, "%.2f", value) : "")
                + " | " + goal + judged;
    }

    Map<String, Object> json() {
        Figure theirs = bare;
        Map<String, Object> json = new java.util.LinkedHashMap<>();
        json.put("what", what);
        json.put("ours", ours);
        if (theirs != null) {
            json.put("bare", theirs);
        }
        json.put("value", value);
        json.put("goal", goal.toString());
        json.put("reached", goal.holds(value));
        return json;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
