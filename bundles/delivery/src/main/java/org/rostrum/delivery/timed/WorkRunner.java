package org.rostrum.delivery.timed;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what the engine picked, and writes how it ended. */
final class WorkRunner implements WorkPool.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(WorkRunner.class);
    private static final Duration ABSENT = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(60);

    private final WorkTable table;
    private final TaskDirectory tasks;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final Duration heartbeat;
    private final Consumer<Pool> trigger;
    private final Set<String> slow = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile @Nullable Instant lastRun;

    WorkRunner(
            WorkTable table,
            TaskDirectory tasks,
            Access access,
            Metrics metrics,
            Clock clock,
            Duration heartbeat,
            Consumer<Pool> trigger) {
        this.table = table;
        this.tasks = tasks;
        this.access = access;
        this.metrics = metrics;
        metrics.describe("rostrum.delivery.run", "Time that a run of timed work took, by task and outcome");
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.trigger = trigger;
    }

    /** From now on picked work is given back instead of run. */
    void stop() {
        stopping = true;
    }

    /** Whether a task is known to take long. */
    boolean takesLong(String task) {
        return slow.contains(task);
    }

    /** When a run last ended well; null when none did since the start. */
    @Nullable
    Instant lastRun() {
        return lastRun;
    }

    @Override
    public void dead(Execution picked) {
        if (table.postponed(picked.getId(), picked.version, clock.instant())) {
            LOG.warn("Node {} shows no sign of life: its work {} is taken over", picked.pickedBy, picked.getId());
        }
    }

    @Override
    public void run(Pool pool, Execution picked) {
        if (stopping) {
            table.postponed(picked.getId(), picked.version, picked.executionTime);
            return;
        }
        Instance instance = Instance.parse(picked.getId());
        TimedTask task = tasks.find(pool, instance.task());
        if (task == null) {
            LOG.debug("Task {} is not installed, its work waits", instance.task());
            Instant until = clock.instant().plus(tasks.absent(instance.task(), ABSENT));
            table.postponed(picked.getId(), picked.version, until);
        } else if (pool == Pool.QUICK && (task.takesLong() || slow.contains(task.name()))) {
            slow.add(task.name());
            table.moved(picked.getId(), picked.version, Pool.LONG);
            trigger.accept(Pool.LONG);
        } else {
            Instant pickedAt = picked.lastHeartbeat;
            Instant now = clock.instant();
            boolean old = pickedAt == null || pickedAt.plus(heartbeat).isBefore(now);
            Optional<WorkTable.Work> work = table.claim(picked.getId(), picked.version, old, now);
            if (work.isPresent()) {
                run(pool, task, instance, picked.version, work.get());
            } else {
                LOG.info("{} was taken over by another thread before it began", picked.getId());
            }
        }
    }

    private void run(Pool pool, TimedTask task, Instance instance, long version, WorkTable.Work work) {
        TimedTask.Execution execution =
                new TimedTask.Execution(instance.key(), work.data(), work.due(), work.failures());
        long began = System.nanoTime();
        Attempt attempt = access.asSystem(task.name(), () -> Attempt.of(task, execution));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        boolean kept = attempt.failure() == null
                ? ended(pool, instance, version, attempt.next())
                : failed(task, execution, instance, version, attempt.failure());
        if (!kept) {
            LOG.warn("{} was taken over by another thread while it ran; its result is not recorded", instance.id());
        }
        metrics.time(
                "rostrum.delivery.run",
                took,
                "task",
                task.name(),
                "outcome",
                attempt.failure() == null ? "done" : "failed");
        learn(task, took);
    }

    /** Work that took long the last time is taken for long work, whatever it says of itself. */
    private void learn(TimedTask task, Duration took) {
        if (took.compareTo(SLOW) > 0 || task.takesLong()) {
            if (slow.add(task.name()) && !task.takesLong()) {
                LOG.info("A run of {} took {} s: it uses the threads for long work", task.name(), took.toSeconds());
            }
        } else if (slow.remove(task.name())) {
            LOG.info("{} is quick again and uses the threads for short work", task.name());
        }
    }

    private boolean ended(Pool pool, Instance instance, long version, @Nullable Instant next) {
        Instant now = clock.instant();
        lastRun = now;
        if (next == null) {
            return table.finished(instance.id(), version);
        }
        boolean kept = table.repeats(instance.id(), version, next, now);
        if (!next.isAfter(now)) {
            trigger.accept(pool);
        }
        return kept;
    }

    private boolean failed(
            TimedTask task, TimedTask.Execution execution, Instance instance, long version, Throwable failure) {
        Instant now = clock.instant();
        if (stopping) {
            LOG.info("{} did not end before the stop and is run again after the start", instance.id());
            return table.postponed(instance.id(), version, now);
        }
        if (!tasks.isPresent(task)) {
            LOG.info("{} was uninstalled or replaced while {} ran; it is run again", task.name(), instance.id());
            return table.postponed(instance.id(), version, now.plus(ABSENT));
        }
        Duration wait = retryAfter(task, execution.failures() + 1);
        if (wait != null) {
            LOG.warn(
                    "{} failed for the {}. time in a row, next try in {} s",
                    instance.id(),
                    execution.failures() + 1,
                    wait.toSeconds(),
                    failure);
            return table.failed(instance.id(), version, now.plus(wait), now);
        }
        LOG.error(
                "{} failed for the {}. time in a row and is given up",
                instance.id(),
                execution.failures() + 1,
                failure);
        Exception last = failure instanceof Exception exception ? exception : new IllegalStateException(failure);
        try {
            access.runAsSystem(task.name(), () -> task.givenUp(execution, last));
        } catch (RuntimeException problem) {
            LOG.error("Telling {} that {} is given up failed", task.name(), instance.id(), problem);
        }
        return table.finished(instance.id(), version);
    }

    private static @Nullable Duration retryAfter(TimedTask task, int failures) {
        try {
            Duration wait = task.retryAfter(failures);
            return wait != null && wait.isNegative() ? Duration.ZERO : wait;
        } catch (RuntimeException problem) {
            LOG.error("{} did not say when to try again", task.name(), problem);
            return Duration.ofMinutes(5);
        }
    }

    /** An interrupt was meant for the task; the database must not meet it when the end is written. */
    private static void clearInterrupt() {
        if (Thread.interrupted()) {
            LOG.debug("A run was interrupted");
        }
    }

    /** How one run ended. */
    private record Attempt(@Nullable Instant next, @Nullable Throwable failure) {
        @SuppressWarnings("IllegalCatch") // whatever plugin code throws, linkage errors included, is a failed run
        static Attempt of(TimedTask task, TimedTask.Execution execution) {
            try {
                return new Attempt(task.run(execution), null);
            } catch (Throwable failure) {
                return new Attempt(null, failure);
            } finally {
                clearInterrupt();
            }
        }
    }
}
