package org.rostrum.benchmarks;

import java.util.Collections;
import java.util.List;

/** Measurements of one thing. */
final class Samples {
    private final List<Double> values = new java.util.ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    String range() {
        return values.size() < 2
                ? ""
                : Line.number(Collections.min(values)) + "–" + Line.number(Collections.max(values));
    }
}
