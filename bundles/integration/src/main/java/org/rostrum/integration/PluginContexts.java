package org.rostrum.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.RoutesBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contexts of all plugins: one is made when the first routes of a plugin come and ends when the last are gone. Routes
 * are started on threads of our own, so that a component that takes long to connect holds nobody up; they are stopped on the
 * thread that says so, because what they use ends right after.
 */
final class PluginContexts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginContexts.class);

    private final ContextFactory factory;
    private final SharedCaches caches = new SharedCaches();
    private final ExecutorService starters;
    private final Map<Plugin, Slot> slots = new LinkedHashMap<>();
    private boolean closed;

    PluginContexts(ContextFactory factory) {
        this.factory = factory;
        // short-lived, because a thread keeps alive the classes of whoever caused it to be made
        this.starters = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), PluginContexts::starter);
    }

    private static Thread starter(Runnable work) {
        Thread thread = new Thread(work, "rostrum-integration");
        thread.setDaemon(true);
        thread.setContextClassLoader(PluginContexts.class.getClassLoader());
        return thread;
    }

    /** Starts the routes soon. */
    void add(Plugin plugin, RoutesBuilder builder) {
        synchronized (slots) {
            if (closed) {
                return;
            }
            Slot slot = slots.computeIfAbsent(plugin, key -> new Slot(key));
            slot.wanted.add(builder);
            slot.failure = null;
            starters.execute(slot::settle);
        }
    }

    /**
     * Stops the routes; returns when they have ended, or after the configured time when they are just being started by
     * another thread, which then stops them itself.
     */
    void remove(RoutesBuilder builder) {
        List<Slot> affected = new ArrayList<>();
        synchronized (slots) {
            for (Slot slot : slots.values()) {
                if (slot.wanted.remove(builder)) {
                    affected.add(slot);
                }
            }
        }
        affected.forEach(slot -> slot.settleWithin(factory.stopTimeout()));
    }

    /** Stops all routes, all plugins at a time, and waits for that. */
    @Override
    public void close() {
        synchronized (slots) {
            closed = true;
            for (Slot slot : slots.values()) {
                slot.wanted.clear();
                starters.execute(slot::settle);
            }
        }
        starters.shutdown();
        try {
            Duration patience = factory.stopTimeout().plusSeconds(5);
            if (!starters.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Routes of {} have not ended within {}", names(), patience);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> names() {
        synchronized (slots) {
            return slots.keySet().stream().map(Plugin::name).toList();
        }
    }

    List<RoutesReport> reports() {
        List<Slot> all;
        synchronized (slots) {
            all = new ArrayList<>(slots.values());
        }
        return all.stream().map(Slot::report).toList();
    }

    @Nullable
    RoutesReport report(Plugin plugin) {
        Slot slot;
        synchronized (slots) {
            slot = slots.get(plugin);
        }
        return slot == null ? null : slot.report();
    }

    /** One plugin: the routes that it wants to have running, and its context. */
    private final class Slot {
        private final Plugin plugin;

        /** Guarded by {@link #slots}. */
        private final Set<RoutesBuilder> wanted = Collections.newSetFromMap(new IdentityHashMap<>());

        private final ReentrantLock settling = new ReentrantLock();
        private volatile @Nullable PluginContext context;
        private volatile @Nullable String failure;

        Slot(Plugin plugin) {
            this.plugin = plugin;
        }

        private Set<RoutesBuilder> wanted() {
            synchronized (slots) {
                Set<RoutesBuilder> copy = Collections.newSetFromMap(new IdentityHashMap<>());
                copy.addAll(wanted);
                return copy;
            }
        }

        void settleWithin(Duration time) {
            try {
                if (settling.tryLock(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    try {
                        settle();
                    } finally {
                        settling.unlock();
                    }
                } else {
                    LOG.warn("Routes of {} are still being started; they will be stopped right after", plugin.name());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Makes what runs the same as what is wanted. */
        void settle() {
            settling.lock();
            try {
                while (!settled()) {
                    step();
                }
                retire();
            } finally {
                settling.unlock();
            }
        }

        private void retire() {
            synchronized (slots) {
                if (wanted.isEmpty() && context == null) {
                    slots.remove(plugin, this);
                }
            }
        }

        private boolean settled() {
            PluginContext present = context;
            Set<RoutesBuilder> wanted = wanted();
            if (present == null) {
                return wanted.isEmpty() || failure != null;
            }
            return !wanted.isEmpty() && present.builders().equals(wanted);
        }

        private void step() {
            PluginContext present = context;
            Set<RoutesBuilder> wanted = wanted();
            if (present == null) {
                open();
                return;
            }
            if (wanted.isEmpty()) {
                present.close();
                context = null;
                return;
            }
            Set<RoutesBuilder> surplus = present.builders();
            surplus.removeAll(wanted);
            surplus.forEach(present::remove);
            wanted.removeAll(present.builders());
            wanted.stream().findFirst().ifPresent(present::add);
        }

        private void open() {
            try {
                context = new PluginContext(plugin, factory.start(plugin), caches);
            } catch (Exception | LinkageError | StackOverflowError refused) {
                failure = "no Camel context: " + refused;
                LOG.error("No Camel context could be made for {}", plugin.name(), refused);
            }
        }

        RoutesReport report() {
            PluginContext present = context;
            if (present != null) {
                return present.report();
            }
            String why = failure;
            return new RoutesReport(
                    plugin.name(),
                    why == null,
                    why == null ? List.of() : List.of(why),
                    List.of(),
                    List.of(),
                    List.of());
        }
    }
}
