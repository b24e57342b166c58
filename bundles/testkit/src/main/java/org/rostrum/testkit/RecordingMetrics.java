package org.rostrum.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.rostrum.api.metrics.Metrics;

/** Adds up in memory; names and tags joined by commas are the key. */
public final class RecordingMetrics implements Metrics {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    /** Sum of a counter, or number of timings; 0 when it was never touched. */
    public long count(String nameAndTags) {
        return counts.getOrDefault(nameAndTags, 0L);
    }

    public Map<String, DoubleSupplier> gauges() {
        return Map.copyOf(gauges);
    }

    @Override
    public void count(String name, long amount, String... tags) {
        counts.merge(key(name, tags), amount, Long::sum);
    }

    @Override
    public void time(String name, Duration duration, String... tags) {
        counts.merge(key(name, tags), 1L, Long::sum);
    }

    @Override
    public Gauge gauge(String name, DoubleSupplier value, String... tags) {
        String key = key(name, tags);
        gauges.put(key, value);
        return () -> gauges.remove(key);
    }

    private static String key(String name, String... tags) {
        return tags.length == 0 ? name : name + "," + String.join(",", tags);
    }
}
