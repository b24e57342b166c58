package org.rostrum.delivery.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.BulkReplay;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Reach;

/** Where people decide about deliveries that were given up. */
final class DeadLetterDesk {
    private static final int MOST = 10_000;
    private static final int STEP = 100;

    private final Database database;
    private final Dispatcher dispatcher;
    private final DeliveryAudit audit;
    private final Clock clock;

    DeadLetterDesk(Database database, Dispatcher dispatcher, DeliveryAudit audit, Clock clock) {
        this.database = database;
        this.dispatcher = dispatcher;
        this.audit = audit;
        this.clock = clock;
    }

    Delivery replay(long id, Reach reach) {
        return database.transaction(connection -> {
            StoredDelivery before = dead(connection, id, reach);
            return replay(connection, before)
                    .orElseThrow(() -> notDead(id, "somebody else was quicker; read it again"));
        });
    }

    private Optional<Delivery> replay(Connection connection, StoredDelivery before) throws SQLException {
        if (!DeliveryWriter.replay(connection, before.id(), clock.instant())) {
            return Optional.empty();
        }
        StoredDelivery after = DeliveryReader.find(connection, before.id()).orElseThrow();
        audit.replayed(before, after);
        dispatcher.wake(after.queue(), after.lane());
        return Optional.of(after.delivery());
    }

    BulkReplay replayAll(DeliveryFilter filter, Reach reach, int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid(
                    "limit",
                    "1 to " + MOST + " dead letters can be replayed at once, not " + limit + ".",
                    "Ask for fewer, and again until none remains.");
        }
        DeliveryFilter dead =
                new DeliveryFilter(Delivery.State.DEAD, filter.kind(), filter.adapter(), filter.subject());
        int replayed = 0;
        List<Long> step = ids(dead, reach, 0, Math.min(limit, STEP));
        while (!step.isEmpty()) {
            replayed += replay(step);
            long last = step.get(step.size() - 1);
            step = ids(dead, reach, last, Math.min(limit - replayed, STEP));
        }
        return new BulkReplay(replayed, database.read(connection -> DeliveryReader.count(connection, dead, reach)));
    }

    private int replay(List<Long> step) {
        return database.transaction(connection -> {
            int count = 0;
            for (long id : step) {
                Optional<StoredDelivery> before = DeliveryReader.find(connection, id);
                if (before.isPresent() && replay(connection, before.get()).isPresent()) {
                    count++;
                }
            }
            return count;
        });
    }

    private List<Long> ids(DeliveryFilter filter, Reach reach, long after, int limit) {
        return limit == 0
                ? List.of()
                : database.read(connection -> DeliveryReader.ids(connection, filter, reach, after, limit));
    }

    Delivery discard(long id, Reach reach, String reason) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > 500) {
            throw Problem.invalid(
                    "reason", "The reason has " + why.length() + " characters.", "Say why in 1 to 500 characters.");
        }
        return database.transaction(connection -> {
            StoredDelivery before = dead(connection, id, reach);
            Instant now = clock.instant();
            String error = before.delivery().error();
            String text = "Discarded: " + why + (error == null ? "" : " (" + error + ")");
            if (!DeliveryWriter.discard(connection, id, text, now)) {
                throw notDead(id, "somebody else was quicker; read it again");
            }
            StoredDelivery after = DeliveryReader.find(connection, id).orElseThrow();
            audit.discarded(before, after, why);
            dispatcher.listeners().finished(after.delivery());
            return after.delivery();
        });
    }

    Delivery edit(long id, Reach reach, String payload, long expectedVersion) {
        RequestCheck.payload(payload);
        return database.transaction(connection -> {
            StoredDelivery before = dead(connection, id, reach);
            long version = before.request().payloadVersion();
            if (version != expectedVersion) {
                throw EntityTags.stale(expectedVersion, version);
            }
            if (before.inDoubt()) {
                throw Problem.of(Problem.Kind.CONFLICT, "Delivery " + id + " may have arrived as it was.")
                        .withRemedy("Replay it: it is looked up on the other side first. Or discard it.");
            }
            if (!DeliveryWriter.edit(connection, before, payload)) {
                throw notDead(id, "somebody else was quicker; read it again");
            }
            StoredDelivery after = DeliveryReader.find(connection, id).orElseThrow();
            audit.edited(before, after);
            return after.delivery();
        });
    }

    private static StoredDelivery dead(Connection connection, long id, Reach reach) throws SQLException {
        StoredDelivery row = DeliveryReader.find(connection, id)
                .filter(found -> reach.covers(found.request().accountId()))
                .orElseThrow(() -> Problem.notFound("delivery", id));
        if (row.delivery().state() != Delivery.State.DEAD) {
            throw notDead(id, "it is " + row.delivery().state());
        }
        return row;
    }

    private static Problem notDead(long id, String why) {
        return Problem.of(Problem.Kind.CONFLICT, "Delivery " + id + " is not on the dead-letter desk: " + why + ".")
                .withRemedy("Only dead letters can be replayed, changed or discarded.");
    }
}
