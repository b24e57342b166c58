package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import org.rostrum.api.data.Sql;

/** How far the archive is in the inbox. */
public final class InboxProgress {
    private InboxProgress() {}

    /**
     * Locks the inbox against whoever else changes it, on whichever node, until the transaction ends; what is saved meanwhile
     * carries the number of this change.
     *
     * @return the archive's sequence up to which everything is in the inbox
     */
    public static long lock(Connection connection) throws SQLException {
        Sql.update(connection, "update engagement_inbox_progress set changes = changes + 1 where id = 1");
        return Sql.number(connection, "select sequence from engagement_inbox_progress where id = 1");
    }

    static void set(Connection connection, long sequence) throws SQLException {
        Sql.update(connection, "update engagement_inbox_progress set sequence = ? where id = 1", sequence);
    }
}
