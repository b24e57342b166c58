package org.rostrum.delivery.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.TimedTask;

/**
 * Looks now and then whether a lane has due deliveries, and wakes it. Lanes are woken by every commit of new deliveries;
 * this is for the wakes that were lost because a node died right after its commit.
 */
final class Sweep implements TimedTask {
    static final String KEY = "all";

    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final Database database;
    private final Clock clock;
    private final BiConsumer<String, Integer> wake;

    Sweep(Database database, Clock clock, BiConsumer<String, Integer> wake) {
        this.database = database;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public String name() {
        return "deliver-sweep";
    }

    @Override
    public Instant run(Execution execution) {
        Instant now = clock.instant();
        List<String> queues = database.read(
                connection -> Sql.list(connection, "select name from delivery_queue", row -> row.getString("name")));
        for (String queue : queues) {
            for (int lane = 0; lane < StoredDelivery.LANES; lane++) {
                if (needsCare(queue, lane, now)) {
                    wake.accept(queue, lane);
                }
            }
        }
        return now.plus(PERIOD);
    }

    private boolean needsCare(String queue, int lane, Instant now) {
        return database.read(connection -> {
            Optional<Instant> next = DeliveryReader.nextAttempt(connection, queue, lane);
            return (next.isPresent() && !next.get().isAfter(now))
                    || !DeliveryReader.sending(connection, queue, lane).isEmpty();
        });
    }

    @Override
    public Duration retryAfter(int failures) {
        return PERIOD;
    }
}
