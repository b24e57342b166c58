package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxPresence;

/** The table {@code engagement_presence}. */
final class PresenceStore {
    void put(Connection connection, long conversationId, String user, boolean writing, Instant now, Instant until)
            throws SQLException {
        Sql.update(connection, "delete from engagement_presence where user_name = ? and present_until <= ?", user, now);
        int known = Sql.update(
                connection,
                "update engagement_presence set writing = ?, present_until = ? where conversation_id = ? and user_name = ?",
                writing,
                until,
                conversationId,
                user);
        if (known == 0) {
            Sql.update(
                    connection,
                    "insert into engagement_presence (conversation_id, user_name, writing, present_until) values (?, ?, ?, ?)",
                    conversationId,
                    user,
                    writing,
                    until);
        }
    }

    /** Ordered by name. */
    List<InboxPresence> others(Connection connection, long conversationId, String user, Instant now)
            throws SQLException {
        SortedMap<String, InboxPresence> others = new TreeMap<>();
        Sql.list(
                        connection,
                        "select user_name, writing from engagement_presence where conversation_id = ? and user_name <> ?"
                                + " and present_until > ?",
                        row -> new InboxPresence(row.getString(1), row.getBoolean(2)),
                        conversationId,
                        user,
                        now)
                .forEach(one -> others.merge(one.user(), one, (a, b) -> a.writing() ? a : b));
        return List.copyOf(others.values());
    }
}
