package org.rostrum.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;

/** Keeps timed work in memory and runs it when the test says so, on the test's thread. */
public final class QueuedTimedWork implements TimedWork {
    /** One instance that waits. */
    public record Entry(String task, String key, Instant at, String data, int failures) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public Map<String, Entry> entries() {
        return Map.copyOf(entries);
    }

    /**
     * Runs the task's instances that are due, until none is left; a failing one is put back as the task says.
     *
     * @return how many runs there were
     */
    public int runDue(TimedTask task, Instant now) {
        int runs = 0;
        for (Entry entry = due(task, now); entry != null; entry = due(task, now)) {
            entries.remove(id(entry.task(), entry.key()));
            runs++;
            TimedTask.Execution execution =
                    new TimedTask.Execution(entry.key(), entry.data(), entry.at(), entry.failures());
            try {
                Instant next = task.run(execution);
                if (next != null) {
                    entries.putIfAbsent(
                            id(entry.task(), entry.key()), new Entry(entry.task(), entry.key(), next, entry.data(), 0));
                }
            } catch (Exception failure) {
                Duration wait = task.retryAfter(entry.failures() + 1);
                if (wait == null) {
                    task.givenUp(execution, failure);
                } else {
                    entries.put(
                            id(entry.task(), entry.key()),
                            new Entry(entry.task(), entry.key(), now.plus(wait), entry.data(), entry.failures() + 1));
                }
            }
        }
        return runs;
    }

    private @Nullable Entry due(TimedTask task, Instant now) {
        return entries.values().stream()
                .filter(entry -> entry.task().equals(task.name()) && !entry.at().isAfter(now))
                .min(Comparator.comparing(Entry::at))
                .orElse(null);
    }

    @Override
    public void schedule(String task, String key, Instant at, String data) {
        entries.put(id(task, key), new Entry(task, key, at, data, 0));
    }

    @Override
    public void scheduleIfAbsent(String task, String key, Instant at, String data) {
        entries.putIfAbsent(id(task, key), new Entry(task, key, at, data, 0));
    }

    @Override
    public void cancel(String task, String key) {
        entries.remove(id(task, key));
    }

    @Override
    public Optional<Instant> next(String task, String key) {
        return Optional.ofNullable(entries.get(id(task, key))).map(Entry::at);
    }

    @Override
    public void hurry(String task, String key) {
        entries.computeIfPresent(
                id(task, key), (id, entry) -> new Entry(task, key, Instant.MIN, entry.data(), entry.failures()));
    }

    private static String id(String task, String key) {
        return task + "/" + key;
    }
}
