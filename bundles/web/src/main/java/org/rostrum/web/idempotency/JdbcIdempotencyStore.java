package org.rostrum.web.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.data.OutcomeUnknownException;

/** Keeps requests and answers in the table {@code web_idempotency}; the primary key decides who is first. */
@Component(service = IdempotencyStore.class)
public final class JdbcIdempotencyStore implements IdempotencyStore {
    private static final Duration KEPT_FOR = Duration.ofHours(24);
    private static final Duration LOST_AFTER = Duration.ofMinutes(5);
    private static final Duration BETWEEN_PURGES = Duration.ofMinutes(10);

    /** Stands in the row of a request whose effect nobody knows of. */
    private static final Answer DOUBTFUL = new Answer(0, null, null, null, null, false);

    private final Database database;
    private final Clock clock;
    private final Unsettled unsettled;
    private final AtomicLong purgedAtMillis = new AtomicLong();

    @Activate
    public JdbcIdempotencyStore(@Reference Database database, @Reference Clock clock) {
        this.database = database;
        this.clock = clock;
        this.unsettled = new Unsettled(clock, KEPT_FOR);
        database.migrate("web", JdbcIdempotencyStore.class);
    }

    @Override
    public Claim claim(Request request, String bodyHash) {
        purge();
        String id = id(request);
        unsettled.settle(id);
        // what is found can be abandoned by its owner before it is read: then the way is free
        for (int attempt = 0; attempt < 3; attempt++) {
            if (insert(id, request, bodyHash)) {
                return new Claim.Granted();
            }
            Optional<Claim> found = find(id, bodyHash);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Claim.Running(false);
    }

    @Override
    public void complete(Request request, Answer answer) {
        String id = id(request);
        // the body is not kept in memory for an outage that may be long
        Answer withoutBody = new Answer(
                answer.status(),
                answer.contentType(),
                answer.location(),
                answer.entityTag(),
                null,
                answer.kept() && answer.body() == null);
        unsettled.tryNow(id, () -> end(id, answer), () -> end(id, withoutBody));
    }

    @Override
    public void abandon(Request request) {
        String id = id(request);
        unsettled.tryNow(id, () -> forget(id));
    }

    @Override
    public void doubt(Request request) {
        String id = id(request);
        unsettled.tryNow(id, () -> end(id, DOUBTFUL));
    }

    private void end(String id, Answer answer) {
        database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update web_idempotency set status = ?,"
                    + " content_type = ?, location = ?, entity_tag = ?, body = ?, body_kept = ? where id = ?")) {
                update.setInt(1, answer.status());
                update.setString(2, answer.contentType());
                update.setString(3, answer.location());
                update.setString(4, answer.entityTag());
                if (answer.body() == null) {
                    update.setNull(5, database.engine() == Database.Engine.DERBY ? Types.BLOB : Types.BINARY);
                } else {
                    update.setBytes(5, answer.body());
                }
                update.setBoolean(6, answer.kept());
                update.setString(7, id);
                update.executeUpdate();
            }
        });
    }

    private void forget(String id) {
        database.transact(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from web_idempotency where id = ? and status is null")) {
                delete.setString(1, id);
                delete.executeUpdate();
            }
        });
    }

    private void forget(String id, Instant created) {
        database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from web_idempotency where id = ? and created = ? and status is null")) {
                delete.setString(1, id);
                setInstant(delete, 2, created);
                delete.executeUpdate();
            }
        });
    }

    private boolean insert(String id, Request request, String bodyHash) {
        // as exactly as every database keeps it
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            database.transact(connection -> {
                try (PreparedStatement old =
                        connection.prepareStatement("delete from web_idempotency where id = ? and created < ?")) {
                    old.setString(1, id);
                    setInstant(old, 2, now.minus(KEPT_FOR));
                    old.executeUpdate();
                }
                try (PreparedStatement insert = connection.prepareStatement("insert into web_idempotency"
                        + " (id, caller, operation, request_key, body_hash, created) values (?, ?, ?, ?, ?, ?)")) {
                    insert.setString(1, id);
                    insert.setString(2, shorten(request.caller(), 255));
                    insert.setString(3, shorten(request.operation(), 500));
                    insert.setString(4, request.key());
                    insert.setString(5, bodyHash);
                    setInstant(insert, 6, now);
                    insert.executeUpdate();
                }
            });
            return true;
        } catch (OutcomeUnknownException lost) {
            // whether the key is taken is not known, but nothing was begun under it: it is given back, if it was ours
            unsettled.later(id, () -> forget(id, now));
            throw new DatabaseUnavailableException("The connection to the database broke.", lost);
        } catch (DatabaseException refused) {
            if (refused.isDuplicateKey()) {
                return false;
            }
            throw refused;
        }
    }

    private Optional<Claim> find(String id, String bodyHash) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select body_hash, created, status,"
                    + " content_type, location, entity_tag, body, body_kept from web_idempotency where id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(read(row, bodyHash)) : Optional.empty();
                }
            }
        });
    }

    private Claim read(ResultSet row, String bodyHash) throws SQLException {
        if (!bodyHash.equals(row.getString(1))) {
            return new Claim.OtherBody();
        }
        int status = row.getInt(3);
        if (row.wasNull()) {
            Instant begun = row.getTimestamp(2, utc()).toInstant();
            return new Claim.Running(begun.isBefore(clock.instant().minus(LOST_AFTER)));
        }
        if (status == DOUBTFUL.status()) {
            return new Claim.Running(true);
        }
        byte @Nullable [] body = row.getBytes(7);
        return new Claim.Answered(
                new Answer(status, row.getString(4), row.getString(5), row.getString(6), body, row.getBoolean(8)));
    }

    /** Removes what is too old, now and then: the requests that come are often enough for that. */
    private void purge() {
        Instant now = clock.instant();
        long before = purgedAtMillis.get();
        if (now.toEpochMilli() - before < BETWEEN_PURGES.toMillis()
                || !purgedAtMillis.compareAndSet(before, now.toEpochMilli())) {
            return;
        }
        database.transact(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from web_idempotency where created < ?")) {
                setInstant(delete, 1, now.minus(KEPT_FOR));
                delete.executeUpdate();
            }
        });
    }

    private static void setInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setTimestamp(index, Timestamp.from(instant), utc());
    }

    private static Calendar utc() {
        return Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    }

    private static String id(Request request) {
        return Sha256.of(
                request.caller().getBytes(UTF_8),
                request.operation().getBytes(UTF_8),
                request.key().getBytes(UTF_8));
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
