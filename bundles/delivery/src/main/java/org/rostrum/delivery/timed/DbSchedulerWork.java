package org.rostrum.delivery.timed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.delivery.ConfigCheck;
import org.rostrum.delivery.DeliveryConfig;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.ServiceWhiteboard;
import org.rostrum.delivery.Whiteboard;

/** Timed work on db-scheduler. */
@Component(
        service = {TimedWork.class, DbSchedulerWork.class},
        immediate = true,
        configurationPid = DeliveryConfig.PID)
@Designate(ocd = DeliveryConfig.class)
public final class DbSchedulerWork implements TimedWork {
    private final WorkTable table;
    private final TaskDirectory tasks;
    private final WorkRunner runner;
    private final Waker waker;
    private final Waker deliveryWaker;
    private final Clock clock;
    private final DeliveryTables tables;
    private final Map<Pool, WorkPool> pools = new EnumMap<>(Pool.class);
    private final @Nullable ServiceWhiteboard<TimedTask> services;

    @Activate
    public DbSchedulerWork(
            @Reference DeliveryTables tables,
            @Reference(target = "(dataSourceName=rostrum)") DataSource dataSource,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock,
            DeliveryConfig config,
            BundleContext context) {
        this(tables, dataSource, access, metrics, clock, config, new ServiceWhiteboard<>(context, TimedTask.class));
    }

    /** With tasks from a given whiteboard. */
    public DbSchedulerWork(
            DeliveryTables tables,
            DataSource dataSource,
            Access access,
            Metrics metrics,
            Clock clock,
            DeliveryConfig config,
            Whiteboard<TimedTask> whiteboard) {
        ConfigCheck.check(config);
        this.tables = tables;
        this.clock = clock;
        this.services = whiteboard instanceof ServiceWhiteboard<TimedTask> own ? own : null;
        this.table = new WorkTable(tables.database());
        this.tasks = new TaskDirectory(whiteboard);
        Duration heartbeat = Duration.ofSeconds(config.heartbeatSeconds());
        this.runner = new WorkRunner(table, tasks, access, metrics, clock, heartbeat, this::trigger);
        this.waker = new Waker(tables.database(), table, clock, this::trigger, false);
        this.deliveryWaker = new Waker(tables.database(), table, clock, this::trigger, true);
        String node = "node-" + UUID.randomUUID().toString().substring(0, 8);
        for (Pool pool : Pool.values()) {
            WorkPool.Settings settings = new WorkPool.Settings(
                    node,
                    threads(pool, config),
                    Duration.ofMillis(config.pollMillis()),
                    heartbeat,
                    Duration.ofSeconds(config.graceSeconds()));
            pools.put(
                    pool,
                    new WorkPool(pool, settings, dataSource, tables.database().engine(), clock, runner));
        }
        whiteboard.onArrival(this::arrived);
        arrived();
        pools.values().forEach(WorkPool::start);
    }

    private static int threads(Pool pool, DeliveryConfig config) {
        return switch (pool) {
            case QUICK -> config.quickThreads();
            case LONG -> config.longThreads();
            case DELIVERY -> config.deliveryThreads();
        };
    }

    private void trigger(Pool pool) {
        WorkPool threads = pools.get(pool);
        if (threads != null) {
            threads.trigger();
        }
    }

    private void arrived() {
        waker.run(() -> {
            tasks.fetch();
            tasks.awaited().forEach(name -> {
                if (tasks.find(Pool.QUICK, name) != null) {
                    table.hurryWaiting(name, clock.instant());
                }
            });
        });
    }

    /** Adds a task of this bundle whose runs use the threads of {@link Pool#DELIVERY}. */
    public void install(TimedTask task) {
        tasks.install(task);
        deliveryWaker.run(() -> table.hurryWaiting(task.name(), clock.instant()));
    }

    public void remove(TimedTask task) {
        tasks.remove(task);
    }

    /** {@link #hurry} for a task of this bundle, making the instance if there is none. */
    public void wake(TimedTask task, String key) {
        deliveryWaker.wake(new Instance(task.name(), key), Pool.DELIVERY);
    }

    @Override
    public void schedule(String task, String key, Instant at, String data) {
        table.schedule(pool(task), new Instance(task, key), at, data);
        triggerAfterCommit(at);
    }

    @Override
    public void scheduleIfAbsent(String task, String key, Instant at, String data) {
        table.scheduleIfAbsent(pool(task), new Instance(task, key), at, data);
        triggerAfterCommit(at);
    }

    private Pool pool(String task) {
        // asking the task would fetch a service that may be the very caller, on its way up
        return runner.takesLong(task) ? Pool.LONG : Pool.QUICK;
    }

    private void triggerAfterCommit(Instant at) {
        if (!at.isAfter(clock.instant())) {
            tables.database().afterCommit(() -> {
                trigger(Pool.QUICK);
                trigger(Pool.LONG);
            });
        }
    }

    @Override
    public void cancel(String task, String key) {
        table.cancel(new Instance(task, key));
    }

    @Override
    public Optional<Instant> next(String task, String key) {
        return table.next(new Instance(task, key));
    }

    @Override
    public void hurry(String task, String key) {
        waker.wake(new Instance(task, key), null);
    }

    /** When a run last ended well; null when none did since the start. */
    public @Nullable Instant lastRun() {
        return runner.lastRun();
    }

    /** How late the work is that should have begun longest ago; zero when none is due. */
    public Duration lateness(Pool pool) {
        Instant now = clock.instant();
        return table.oldestDue(pool)
                .map(due -> Duration.between(due, now))
                .filter(late -> !late.isNegative())
                .orElse(Duration.ZERO);
    }

    /** Whether all threads of a pool are at work. */
    public boolean isBusy(Pool pool) {
        WorkPool threads = pools.get(pool);
        return threads != null && threads.isBusy();
    }

    /** How far this node's clock is ahead of the database's. */
    public Duration clockSkew() {
        return table.clockSkew(clock);
    }

    /** Lets work in flight end, and gives back what was picked but has not begun. */
    @Deactivate
    public void close() {
        runner.stop();
        waker.close();
        deliveryWaker.close();
        // together, because each waits for its own work
        List<Thread> closers = new ArrayList<>();
        for (WorkPool pool : pools.values()) {
            Thread closer = new Thread(pool::close, "rostrum-stop");
            closer.start();
            closers.add(closer);
        }
        for (Thread closer : closers) {
            try {
                closer.join();
            } catch (InterruptedException hasty) {
                Thread.currentThread().interrupt();
            }
        }
        if (services != null) {
            services.close();
        }
    }
}
