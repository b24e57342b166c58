package org.rostrum.delivery.timed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.delivery.IdleThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hurries work in the background; what is asked for while it writes goes into its next transaction together. */
final class Waker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);

    private final Database database;
    private final WorkTable table;
    private final Clock clock;
    private final Consumer<Pool> trigger;
    private final boolean together;
    private final ExecutorService thread = IdleThreads.atMost(1, work -> new Thread(work, "rostrum-waker"));
    private Map<Instance, @Nullable Pool> wanted = new HashMap<>();

    /**
     * @param together whether all goes into one transaction; not for rows that transactions of others hold for long, so
     *     that one of them does not keep the rest waiting
     */
    Waker(Database database, WorkTable table, Clock clock, Consumer<Pool> trigger, boolean together) {
        this.database = database;
        this.table = table;
        this.clock = clock;
        this.trigger = trigger;
        this.together = together;
    }

    /**
     * Hurries an instance once the thread's transaction is committed.
     *
     * @param pool where to make the instance if there is none; null to leave it at that
     */
    void wake(Instance instance, @Nullable Pool pool) {
        database.afterCommit(() -> add(instance, pool));
    }

    private synchronized void add(Instance instance, @Nullable Pool pool) {
        if (thread.isShutdown()) {
            return;
        }
        if (wanted.isEmpty()) {
            thread.execute(this::write);
        }
        wanted.put(instance, pool);
    }

    /** Runs an errand on the thread. */
    synchronized void run(Runnable errand) {
        if (!thread.isShutdown()) {
            thread.execute(() -> {
                try {
                    errand.run();
                } catch (RuntimeException failure) {
                    LOG.warn("Work could not be hurried: {}", failure.getMessage());
                }
            });
        }
    }

    private synchronized Map<Instance, @Nullable Pool> take() {
        Map<Instance, @Nullable Pool> taken = wanted;
        wanted = new HashMap<>();
        return taken;
    }

    private void write() {
        // in one order on all nodes, so that they do not wait for each other in a circle
        Map<String, Instance> ordered = new TreeMap<>();
        Map<Instance, @Nullable Pool> taken = take();
        taken.keySet().forEach(instance -> ordered.put(instance.id(), instance));
        try {
            if (together) {
                database.transact(connection -> {
                    for (Instance instance : ordered.values()) {
                        write(connection, instance, taken.get(instance));
                    }
                });
            } else {
                for (Instance instance : ordered.values()) {
                    database.transact(connection -> write(connection, instance, taken.get(instance)));
                }
            }
            for (Pool pool : Pool.values()) {
                trigger.accept(pool);
            }
        } catch (RuntimeException failure) {
            // it was a hint: the work comes by itself later
            LOG.warn("Work could not be hurried: {}", failure.getMessage());
        }
    }

    private void write(Connection connection, Instance instance, @Nullable Pool pool) throws SQLException {
        if (pool == null) {
            table.hurry(connection, instance.id(), clock.instant());
        } else {
            table.wake(connection, pool, instance, clock.instant());
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            thread.shutdown();
        }
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Hurrying work did not end in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
