package org.rostrum.delivery.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFigures;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.delivery.DeliveryConfig;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.IdleThreads;
import org.rostrum.delivery.ServiceWhiteboard;
import org.rostrum.delivery.Whiteboard;
import org.rostrum.delivery.timed.DbSchedulerWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries what is in the outbox to the adapters that are there. */
@Component(service = Dispatcher.class, immediate = true, configurationPid = DeliveryConfig.PID)
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Database database;
    private final DbSchedulerWork work;
    private final Clock clock;
    private final Duration grace;
    private final Targets targets;
    private final Circuits circuits;
    private final TargetCalls calls;
    private final Listeners listeners;
    private final Lanes lanes;
    private final Sweep sweep;
    private final Set<DeliveryTarget> known = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Services come until the whiteboards are closed, so what comes after the stop is passed over. */
    private final ExecutorService errands = IdleThreads.atMost(
            1, errand -> new Thread(errand, "rostrum-dispatcher"), new ThreadPoolExecutor.DiscardPolicy());

    private final List<ServiceWhiteboard<?>> opened;

    @Activate
    public Dispatcher(
            @Reference DeliveryTables tables,
            @Reference DbSchedulerWork work,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock,
            DeliveryConfig config,
            BundleContext context) {
        this(
                tables,
                work,
                access,
                metrics,
                clock,
                config,
                new ServiceWhiteboard<>(context, DeliveryTarget.class),
                new ServiceWhiteboard<>(context, DeliveryListener.class));
    }

    /** With targets and listeners that somebody else watches. */
    public Dispatcher(
            DeliveryTables tables,
            DbSchedulerWork work,
            Access access,
            Metrics metrics,
            Clock clock,
            DeliveryConfig config,
            Whiteboard<DeliveryTarget> targetServices,
            Whiteboard<DeliveryListener> listenerServices) {
        this.database = tables.database();
        this.work = work;
        this.clock = clock;
        this.grace = Duration.ofSeconds(config.graceSeconds());
        this.opened = opened(targetServices, listenerServices);
        RetryPolicy policy = policy(config);
        Duration timeout = Duration.ofSeconds(config.callTimeoutSeconds());
        Node node = Node.here();
        this.targets = new Targets(targetServices);
        this.circuits = new Circuits(policy, clock);
        this.calls = new TargetCalls(access, timeout);
        this.listeners = new Listeners(listenerServices, access);
        Endings endings = new Endings(database, targets, policy, listeners, metrics, clock, this::reopened);
        Sender sender = new Sender(database, targets, circuits, calls, endings, metrics, clock, node);
        Lanes.Settings settings = new Lanes.Settings(config.parallelPerAdapter(), timeout, policy.settle());
        this.lanes = new Lanes(database, sender, targets, node, settings, clock);
        this.sweep = new Sweep(database, clock, this::wake);
        work.install(lanes);
        work.install(sweep);
        targetServices.onArrival(() -> errands.execute(this::targetsChanged));
        // else what has gone would be held until something comes
        targetServices.onDeparture(() -> errands.execute(this::targetsChanged));
        work.wake(sweep, Sweep.KEY);
    }

    private static List<ServiceWhiteboard<?>> opened(Whiteboard<?>... whiteboards) {
        return List.of(whiteboards).stream()
                .filter(ServiceWhiteboard.class::isInstance)
                .<ServiceWhiteboard<?>>map(one -> (ServiceWhiteboard<?>) one)
                .toList();
    }

    private static RetryPolicy policy(DeliveryConfig config) {
        return new RetryPolicy(
                Duration.ofSeconds(config.firstRetrySeconds()),
                Duration.ofSeconds(config.longestRetrySeconds()),
                config.tries(),
                Duration.ofHours(config.giveUpAfterHours()),
                Duration.ofSeconds(config.credentialsRetrySeconds()),
                Duration.ofSeconds(config.settleSeconds()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    Listeners listeners() {
        return listeners;
    }

    /** Has a lane looked at once the thread's transaction is committed. */
    void wake(String queue, int lane) {
        work.wake(lanes, Lanes.key(queue, lane));
    }

    private void reopened(DeliveryTarget target) {
        for (String queue : queues()) {
            if (Targets.serves(target, queue)) {
                wakeAll(queue);
            }
        }
    }

    private void wakeAll(String queue) {
        for (int lane = 0; lane < StoredDelivery.LANES; lane++) {
            wake(queue, lane);
        }
    }

    private List<String> queues() {
        return database.read(
                connection -> Sql.list(connection, "select name from delivery_queue", row -> row.getString("name")));
    }

    /** What waits for a target that came, or came back with other settings, goes at once. */
    private void targetsChanged() {
        try {
            List<DeliveryTarget> present = targets.all();
            known.removeIf(target -> !present.contains(target));
            for (DeliveryTarget target : present) {
                if (!known.add(target)) {
                    continue;
                }
                circuits.of(target.adapter()).answered();
                for (String queue : queues()) {
                    if (Targets.serves(target, queue)) {
                        for (String kind : target.kinds()) {
                            database.transact(
                                    connection -> DeliveryWriter.release(connection, queue, kind, clock.instant()));
                        }
                        wakeAll(queue);
                    }
                }
            }
        } catch (RuntimeException failure) {
            LOG.warn("Deliveries that wait for an adapter could not be hurried; they go later", failure);
        }
    }

    /**
     * Deliveries that wait for an adapter that is not here.
     *
     * @param queue the adapter's name, or {@code *} and a kind when any may carry it
     * @param able adapters that take one of the kinds that wait
     */
    record Orphans(String queue, long waiting, List<String> able) {}

    List<Orphans> orphans() {
        List<Orphans> orphans = new ArrayList<>();
        for (String queue : queues()) {
            if (targets.anyFor(queue)) {
                continue;
            }
            Map<String, Long> kinds = database.read(connection -> DeliveryReader.waiting(connection, queue));
            if (!kinds.isEmpty()) {
                List<String> able = targets.all().stream()
                        .filter(target -> !Collections.disjoint(target.kinds(), kinds.keySet()))
                        .map(DeliveryTarget::adapter)
                        .distinct()
                        .sorted()
                        .toList();
                orphans.add(new Orphans(
                        queue,
                        kinds.values().stream().mapToLong(Long::longValue).sum(),
                        able));
            }
        }
        return orphans;
    }

    List<DeliveryFigures.Pause> pauses() {
        return circuits.pauses();
    }

    /** The delivery, with the reason why it waits if that is not in the row. */
    Delivery explained(StoredDelivery row) {
        if (row.delivery().state() != Delivery.State.PENDING) {
            return row.delivery();
        }
        Optional<DeliveryTarget> target = targets.of(row);
        if (target.isEmpty()) {
            String adapter = row.inDoubt() ? row.carriedBy() : row.request().adapter();
            return row.explained("Waits for an adapter" + (adapter == null ? "" : " \"" + adapter + "\"")
                    + " that takes the kind \"" + row.request().kind() + "\": none is installed.");
        }
        Optional<DeliveryFigures.Pause> pause =
                circuits.of(target.get().adapter()).pause();
        return pause.isEmpty()
                ? row.delivery()
                : row.explained("The adapter \"" + pause.get().adapter() + "\" is not called until "
                        + pause.get().until() + ": " + pause.get().error());
    }

    /** Ends after the deliveries that are being handed over; what does not end in time is looked up after the start. */
    @Deactivate
    public void close() {
        lanes.stop();
        work.remove(sweep);
        long until = System.nanoTime() + grace.toNanos();
        try {
            while (lanes.running() > 0 && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException hasty) {
            Thread.currentThread().interrupt();
        }
        work.remove(lanes);
        errands.shutdownNow();
        calls.close();
        opened.forEach(ServiceWhiteboard::close);
    }
}
