package org.rostrum.engagement.cases;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;

/** The table {@code engagement_case_source}. */
final class SourceStore {
    private static final String SELECT =
            "select adapter, position, asked, answered, failures, error from engagement_case_source ";

    /**
     * How far a source is.
     *
     * @param position where to go on; null at the very first time
     * @param answered when it last answered; null when it never did
     * @param failures how many questions in a row failed
     * @param error the last failure in words; null when the last question was answered
     */
    record Progress(
            String adapter,
            @Nullable String position,
            Instant asked,
            @Nullable Instant answered,
            int failures,
            @Nullable String error) {}

    Optional<Progress> find(Connection connection, String adapter) throws SQLException {
        return Sql.first(connection, SELECT + "where adapter = ?", SourceStore::row, adapter);
    }

    List<Progress> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + "order by adapter", SourceStore::row);
    }

    /** The question was answered. */
    void answered(Connection connection, String adapter, String position, Instant now) throws SQLException {
        int known = Sql.update(
                connection,
                "update engagement_case_source set position = ?, asked = ?, answered = ?, failures = 0, error = null"
                        + " where adapter = ?",
                position,
                now,
                now,
                adapter);
        if (known == 0) {
            Sql.update(
                    connection,
                    "insert into engagement_case_source (adapter, position, asked, answered, failures) values (?, ?, ?, ?, 0)",
                    adapter,
                    position,
                    now,
                    now);
        }
    }

    /** It was not; the position stays. */
    void failed(Connection connection, String adapter, String error, Instant now) throws SQLException {
        int known = Sql.update(
                connection,
                "update engagement_case_source set asked = ?, failures = failures + 1, error = ? where adapter = ?",
                now,
                error,
                adapter);
        if (known == 0) {
            Sql.update(
                    connection,
                    "insert into engagement_case_source (adapter, asked, failures, error) values (?, ?, 1, ?)",
                    adapter,
                    now,
                    error);
        }
    }

    private static Progress row(ResultSet row) throws SQLException {
        return new Progress(
                row.getString("adapter"),
                row.getString("position"),
                Sql.instant(row, "asked"),
                Sql.optionalInstant(row, "answered"),
                row.getInt("failures"),
                row.getString("error"));
    }
}
