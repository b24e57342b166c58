package org.rostrum.engagement.person;

import java.sql.Connection;
import java.sql.SQLException;
import org.rostrum.api.data.Sql;

/** How far the archive is known to the people, and the number of the last change of who is whom. */
final class PersonProgress {
    private PersonProgress() {}

    /** Locks who is whom against whoever else changes it, on whichever node, until the transaction ends. */
    static long lock(Connection connection) throws SQLException {
        Sql.update(connection, "update engagement_person_progress set changes = changes + 1 where id = 1");
        return Sql.number(connection, "select changes from engagement_person_progress where id = 1");
    }

    /** Locks as {@link #lock} does, and gives the archive's sequence up to which everything is known. */
    static long lockSequence(Connection connection) throws SQLException {
        Sql.update(connection, "update engagement_person_progress set sequence = sequence where id = 1");
        return Sql.number(connection, "select sequence from engagement_person_progress where id = 1");
    }

    static void set(Connection connection, long sequence) throws SQLException {
        Sql.update(connection, "update engagement_person_progress set sequence = ? where id = 1", sequence);
    }
}
