package org.rostrum.api.metrics;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Figures for operators, shown at {@code /metrics} in the Prometheus format. Names are lower case with dots
 * ({@code rostrum.archive.activities}); tags are name and value in turn and must have few different values.
 */
public interface Metrics {
    /**
     * Says in a sentence what a figure tells, for those who meet it. To be called before the figure is first touched, where it
     * is made; what nobody describes is shown without.
     */
    default void describe(String name, String sentence) {
        // whoever only adds up needs no words
    }

    void count(String name, long amount, String... tags);

    void time(String name, Duration duration, String... tags);

    /** Shows a value that is asked for at each scrape; close the result to remove it. */
    Gauge gauge(String name, DoubleSupplier value, String... tags);

    /** A registered gauge. */
    interface Gauge extends AutoCloseable {
        @Override
        void close();
    }
}
