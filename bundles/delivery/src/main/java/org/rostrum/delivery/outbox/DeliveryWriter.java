package org.rostrum.delivery.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;

/**
 * Changes the state of deliveries. Every change names the claim it is based on and tells whether it was still valid: after
 * a take-over only the newest claim counts. A result is taken even from a row that was put in doubt meanwhile, as long as
 * nobody has handed it over anew.
 */
final class DeliveryWriter {
    private DeliveryWriter() {}

    /** Begins a hand-over, unless an earlier delivery of the same subject has not ended. */
    static boolean claim(Connection connection, StoredDelivery row, String adapter, String node, Instant now)
            throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_delivery set state = 'SENDING', attempts = attempts + 1, claim = claim + 1,"
                                + " carried_by = ?, sending_by = ?, sending_since = ?, in_doubt = false, resend = false"
                                + " where id = ? and state = 'PENDING' and claim = ? and not exists (select 1 from"
                                + " delivery_delivery e where e.subject = ? and e.queue = ?"
                                + " and e.state in ('PENDING', 'SENDING') and e.external_id is null and e.id < ?)",
                        adapter,
                        node,
                        now,
                        row.id(),
                        row.claim(),
                        row.request().subject(),
                        row.queue(),
                        row.id())
                == 1;
    }

    /** Lets a delivery wait until the earlier one of its subject is tried. */
    static void waitForEarlier(Connection connection, StoredDelivery row, Instant atLeast) throws SQLException {
        Instant earlier = Sql.first(
                        connection,
                        "select next_attempt from delivery_delivery where subject = ? and queue = ?"
                                + " and state = 'PENDING' and id < ? order by id fetch first 1 rows only",
                        one -> Sql.instant(one, "next_attempt"),
                        row.request().subject(),
                        row.queue(),
                        row.id())
                .orElse(atLeast);
        park(connection, row, earlier.isAfter(atLeast) ? earlier : atLeast);
    }

    /** Lets a delivery wait without counting it as tried. */
    static void park(Connection connection, StoredDelivery row, Instant until) throws SQLException {
        Sql.update(
                connection,
                "update delivery_delivery set next_attempt = ? where id = ? and state = 'PENDING' and claim = ?",
                until,
                row.id(),
                row.claim());
    }

    /** Lets those go that wait for this one, which has ended. */
    static void releaseLater(Connection connection, StoredDelivery row, Instant now) throws SQLException {
        Sql.update(
                connection,
                "update delivery_delivery set next_attempt = ? where subject = ? and queue = ? and state = 'PENDING'"
                        + " and id > ? and failures = 0 and in_doubt = false and next_attempt > ?",
                now,
                row.request().subject(),
                row.queue(),
                row.id(),
                now);
    }

    static boolean delivered(Connection connection, StoredDelivery row, DeliveryReceipt receipt, Instant now)
            throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_delivery set state = 'DELIVERED', finished = ?, next_attempt = null,"
                                + " external_id = ?, external_url = ?, category = null, error = null,"
                                + " in_doubt = false, resend = false"
                                + " where id = ? and claim = ? and state in ('SENDING', 'PENDING')",
                        now,
                        receipt.externalId(),
                        receipt.externalUrl(),
                        row.id(),
                        row.claim())
                == 1;
    }

    /** Remembers that it has arrived, to tell the listeners later. */
    static void arrived(
            Connection connection, StoredDelivery row, DeliveryReceipt receipt, String error, Instant nextAttempt)
            throws SQLException {
        Sql.update(
                connection,
                "update delivery_delivery set state = 'PENDING', next_attempt = ?, external_id = ?,"
                        + " external_url = ?, error = ?, failures = failures + 1"
                        + " where id = ? and claim = ? and state in ('SENDING', 'PENDING')",
                nextAttempt,
                receipt.externalId(),
                receipt.externalUrl(),
                cut(error),
                row.id(),
                row.claim());
    }

    /** Lets it wait for its next attempt. */
    static boolean retry(
            Connection connection,
            StoredDelivery row,
            FailureCategory category,
            String error,
            boolean inDoubt,
            boolean counts,
            Instant nextAttempt,
            Instant now)
            throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_delivery set state = 'PENDING', next_attempt = ?, category = ?, error = ?,"
                                + " in_doubt = ?, failures = failures + ?,"
                                + " first_failure = case when cast(? as int) = 1 then coalesce(first_failure, ?)"
                                + " else first_failure end"
                                + " where id = ? and claim = ? and state in ('SENDING', 'PENDING')",
                        nextAttempt,
                        category,
                        cut(error),
                        inDoubt,
                        counts ? 1 : 0,
                        counts ? 1 : 0,
                        now,
                        row.id(),
                        row.claim())
                == 1;
    }

    static boolean dead(
            Connection connection,
            StoredDelivery row,
            FailureCategory category,
            String error,
            boolean inDoubt,
            Instant now)
            throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_delivery set state = 'DEAD', finished = ?, next_attempt = null, category = ?,"
                                + " error = ?, in_doubt = ?"
                                + " where id = ? and claim = ? and state in ('SENDING', 'PENDING')",
                        now,
                        category,
                        cut(error),
                        inDoubt,
                        row.id(),
                        row.claim())
                == 1;
    }

    /** Puts a hand-over in doubt whose end nobody has written. */
    static boolean abandoned(Connection connection, DeliveryReader.Sending sending, String error, Instant nextAttempt)
            throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_delivery set state = 'PENDING', in_doubt = true, next_attempt = ?,"
                                + " category = 'UNKNOWN_OUTCOME', error = ?"
                                + " where id = ? and claim = ? and state = 'SENDING'",
                        nextAttempt,
                        cut(error),
                        sending.id(),
                        sending.claim())
                == 1;
    }

    /** Takes a dead letter off the desk, to be sent from its first attempt on. */
    static boolean replay(Connection connection, long id, Instant now) throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_delivery set state = 'PENDING', attempts = 0, failures = 0,"
                                + " first_failure = null, claim = claim + 1, resend = in_doubt, next_attempt = ?,"
                                + " finished = null, category = null, error = null where id = ? and state = 'DEAD'",
                        now,
                        id)
                == 1;
    }

    /** Changes what a dead letter says, unless it may have arrived as it was. */
    static boolean edit(Connection connection, StoredDelivery row, String payload) throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_delivery set payload = ?, payload_length = ?, claim = claim + 1"
                                + " where id = ? and claim = ? and state = 'DEAD' and in_doubt = false",
                        payload,
                        payload.length(),
                        row.id(),
                        row.claim())
                == 1;
    }

    static boolean discard(Connection connection, long id, String reason, Instant now) throws SQLException {
        return Sql.update(
                        connection,
                        "update delivery_delivery set state = 'DISCARDED', finished = ?, claim = claim + 1, error = ?"
                                + " where id = ? and state = 'DEAD'",
                        now,
                        cut(reason),
                        id)
                == 1;
    }

    /** Lets go at once what waits for an adapter that has just come (back). */
    static void release(Connection connection, String queue, String kind, Instant now) throws SQLException {
        Sql.update(
                connection,
                "update delivery_delivery set next_attempt = ? where queue = ? and kind = ? and state = 'PENDING'"
                        + " and next_attempt > ? and in_doubt = false"
                        + " and (category is null or category in ('AUTH_EXPIRED', 'UNAVAILABLE'))",
                now,
                queue,
                kind,
                now);
    }

    static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= 2000 ? text : text.substring(0, 1999) + "…";
    }
}
