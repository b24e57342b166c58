package org.rostrum.webhooks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rostrum.api.data.Sql;
import org.rostrum.api.webhook.LifeCycleEvent;

/** The tables {@code webhooks_event} and {@code webhooks_feed}. */
final class EventLog {
    /** @return whether it was not there yet */
    boolean add(Connection connection, LifeCycleEvent event, Instant now) throws SQLException {
        if (Sql.number(connection, "select count(*) from webhooks_event where event_key = ?", event.id()) > 0) {
            return false;
        }
        Sql.update(
                connection,
                "insert into webhooks_event (event_key, type, account_id, conversation_id, subject, happened, recorded,"
                        + " data) values (?, ?, ?, ?, ?, ?, ?, ?)",
                event.id(),
                event.type(),
                event.accountId(),
                event.conversationId(),
                event.subject(),
                event.happened(),
                now,
                event.data());
        return true;
    }

    /** In their order. */
    List<LifeCycleEvent> between(Connection connection, Instant from, Instant to, int most) throws SQLException {
        return Sql.list(
                connection,
                "select event_key, type, account_id, conversation_id, subject, happened, data from webhooks_event"
                        + " where recorded >= ? and recorded < ? order by id fetch first " + most + " rows only",
                EventLog::row,
                from,
                to);
    }

    void forget(Connection connection, Instant before) throws SQLException {
        Sql.update(connection, "delete from webhooks_event where recorded < ?", before);
    }

    Optional<Long> position(Connection connection, String feed) throws SQLException {
        return Sql.first(connection, "select position from webhooks_feed where name = ?", row -> row.getLong(1), feed);
    }

    void begin(Connection connection, String feed, long position) throws SQLException {
        Sql.update(connection, "insert into webhooks_feed (name, position) values (?, ?)", feed, position);
    }

    /** @throws IllegalStateException when another node has read on; nothing of this transaction must be kept then */
    void move(Connection connection, String feed, long from, long to) throws SQLException {
        int moved = Sql.update(
                connection, "update webhooks_feed set position = ? where name = ? and position = ?", to, feed, from);
        if (moved != 1) {
            throw new IllegalStateException("The feed " + feed + " was read by another node meanwhile");
        }
    }

    private static LifeCycleEvent row(ResultSet row) throws SQLException {
        return new LifeCycleEvent(
                row.getString("event_key"),
                row.getString("type"),
                row.getString("account_id"),
                Sql.optionalLong(row, "conversation_id"),
                row.getString("subject"),
                Sql.instant(row, "happened"),
                row.getString("data"));
    }
}
