package org.rostrum.engagement.assignment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rostrum.api.data.Sql;

/** Who has switched themselves away; the table {@code engagement_absence}. */
final class Absences {
    private Absences() {}

    static Optional<Instant> since(Connection connection, String user) throws SQLException {
        return Sql.first(
                connection,
                "select since from engagement_absence where user_name = ?",
                row -> Sql.instant(row, "since"),
                user);
    }

    static Set<String> all(Connection connection) throws SQLException {
        return new HashSet<>(Sql.list(connection, "select user_name from engagement_absence", row -> row.getString(1)));
    }

    static void begin(Connection connection, String user, Instant now) throws SQLException {
        Sql.update(connection, "insert into engagement_absence (user_name, since) values (?, ?)", user, now);
    }

    static void end(Connection connection, String user) throws SQLException {
        Sql.update(connection, "delete from engagement_absence where user_name = ?", user);
    }
}
