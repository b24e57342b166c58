package org.rostrum.delivery.timed;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.delivery.Whiteboard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds tasks by their names: those of other bundles, and those of this one that carry deliveries. */
final class TaskDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDirectory.class);
    private static final int MOST_WAITS = 12;

    private final Whiteboard<TimedTask> services;
    private final Map<String, TimedTask> own = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> misses = new ConcurrentHashMap<>();

    TaskDirectory(Whiteboard<TimedTask> services) {
        this.services = services;
    }

    void install(TimedTask task) {
        own.put(task.name(), task);
    }

    void remove(TimedTask task) {
        own.remove(task.name(), task);
    }

    /**
     * Has the services made that are there: DS makes them when somebody asks, and what a task plans by itself, or when others call
     * it, would otherwise wait until some other work is due.
     */
    void fetch() {
        LOG.debug("There are {} tasks", services.all().size());
    }

    @Nullable
    TimedTask find(Pool pool, String name) {
        TimedTask task = pool == Pool.DELIVERY ? own.get(name) : service(name);
        if (task != null) {
            misses.remove(name);
        }
        return task;
    }

    private @Nullable TimedTask service(String name) {
        for (TimedTask task : services.all()) {
            if (task.name().equals(name)) {
                return task;
            }
        }
        return null;
    }

    boolean isPresent(TimedTask task) {
        return own.containsValue(task) || services.all().contains(task);
    }

    /** How long to wait for a task that is not there; more and more, up to twelve times the first wait. */
    Duration absent(String name, Duration first) {
        int times = misses.computeIfAbsent(name, missing -> new AtomicInteger()).incrementAndGet();
        if (times == 1) {
            LOG.info("There is work for the task {}, which is not installed: it waits", name);
        }
        return first.multipliedBy(Math.min(times, MOST_WAITS));
    }

    /** Names of tasks that work waits for. */
    Iterable<String> awaited() {
        return misses.keySet();
    }
}
