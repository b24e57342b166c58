package org.rostrum.delivery.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the lanes of the outbox. A lane is an instance of timed work, so one node at a time has it, and another takes over
 * when that one dies. All deliveries of a subject share a lane, which keeps them in order.
 */
final class Lanes implements TimedTask {
    static final String NAME = "deliver";

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int BATCH = 32;
    private static final Duration TURN = Duration.ofSeconds(3);
    private static final Duration CROWDED = Duration.ofMillis(250);
    private static final Duration STOPPED = Duration.ofSeconds(1);
    private static final Duration NO_TARGET = Duration.ofSeconds(15);

    /** How the lanes work. */
    record Settings(int parallel, Duration callTimeout, Duration settle) {}

    private final Database database;
    private final Sender sender;
    private final Targets targets;
    private final Node node;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private volatile boolean stopping;

    Lanes(Database database, Sender sender, Targets targets, Node node, Settings settings, Clock clock) {
        this.database = database;
        this.sender = sender;
        this.targets = targets;
        this.node = node;
        this.settings = settings;
        this.clock = clock;
    }

    static String key(String queue, int lane) {
        return queue + "/" + lane;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Instant run(Execution execution) throws InterruptedException {
        String key = execution.key();
        int slash = key.lastIndexOf('/');
        String queue = key.substring(0, slash);
        int lane = Integer.parseInt(key.substring(slash + 1));
        AtomicInteger same = running.computeIfAbsent(queue, name -> new AtomicInteger());
        all.incrementAndGet();
        try {
            // other adapters need threads too
            return same.incrementAndGet() > settings.parallel()
                    ? clock.instant().plus(CROWDED)
                    : work(queue, lane);
        } finally {
            same.decrementAndGet();
            all.decrementAndGet();
        }
    }

    private @Nullable Instant work(String queue, int lane) throws InterruptedException {
        if (!targets.anyFor(queue)) {
            return nextAttempt(queue, lane) == null ? null : clock.instant().plus(NO_TARGET);
        }
        recover(queue, lane);
        long turnEnds = System.nanoTime() + TURN.toNanos();
        while (!stopping) {
            Instant now = clock.instant();
            List<StoredDelivery> due =
                    database.read(connection -> DeliveryReader.due(connection, queue, lane, now, BATCH));
            if (due.isEmpty()) {
                return nextAttempt(queue, lane);
            }
            for (StoredDelivery row : due) {
                if (stopping) {
                    break;
                }
                if (System.nanoTime() - turnEnds > 0) {
                    return clock.instant();
                }
                Optional<Instant> pause = sender.work(row);
                if (pause.isPresent()) {
                    return pause.get();
                }
            }
        }
        return clock.instant().plus(STOPPED);
    }

    private @Nullable Instant nextAttempt(String queue, int lane) {
        return database.read(connection -> DeliveryReader.nextAttempt(connection, queue, lane))
                .orElse(null);
    }

    /** Puts in doubt what an earlier run of this lane was handing over when its node died. */
    private void recover(String queue, int lane) {
        database.transact(connection -> {
            for (DeliveryReader.Sending sending : DeliveryReader.sending(connection, queue, lane)) {
                // a node that is only cut off may still be in the middle of its call
                Duration wait = node.isGone(sending.by())
                        ? settings.settle()
                        : settings.settle().plus(settings.callTimeout());
                Instant lookUp = sending.since().plus(wait);
                boolean recovered = DeliveryWriter.abandoned(
                        connection,
                        sending,
                        "Whether it arrived is unknown: the server stopped while it was handed over.",
                        lookUp);
                if (recovered) {
                    LOG.warn(
                            "Delivery {} was being handed over by {} when that stopped; it is looked up at {}",
                            sending.id(),
                            sending.by(),
                            lookUp);
                }
            }
        });
    }

    @Override
    public Duration retryAfter(int failures) {
        // the outbox is never given up
        return Duration.ofSeconds(Math.min(60, 1L << Math.min(failures, 6)));
    }

    /** From now on lanes end after the delivery they are at. */
    void stop() {
        stopping = true;
    }

    /** How many lanes are worked by this node. */
    int running() {
        return all.get();
    }
}
