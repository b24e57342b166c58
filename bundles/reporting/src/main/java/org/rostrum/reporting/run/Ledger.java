package org.rostrum.reporting.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.reporting.ReportDelivery;
import org.rostrum.api.security.Reach;

/** The table of who got which report. */
public final class Ledger {
    private static final String SELECT = "select d.* from report_delivery d join report_run r on r.id = d.run_id";

    /** A line and its place in the ledger. */
    public record Line(long id, ReportDelivery delivery) {}

    void insert(Connection connection, ReportDelivery line) throws SQLException {
        Sql.update(
                connection,
                "insert into report_delivery (run_id, schedule_id, recipient, delivery_id, state, created)"
                        + " values (?, ?, ?, ?, ?, ?)",
                line.runId(),
                line.scheduleId(),
                line.recipient(),
                line.deliveryId(),
                line.state(),
                line.created());
    }

    void finished(
            Connection connection, long deliveryId, String state, @Nullable Instant finished, @Nullable String message)
            throws SQLException {
        Sql.update(
                connection,
                "update report_delivery set state = ?, finished = ?, message = ? where delivery_id = ?",
                state,
                finished,
                message == null || message.length() <= 2000 ? message : message.substring(0, 2000),
                deliveryId);
    }

    /** Newest first, with a place below the given one. */
    public List<Line> before(Connection connection, @Nullable Long runId, Reach reach, long id, int limit)
            throws SQLException {
        Conditions conditions = new Conditions()
                .and("d.id < ?", id)
                .andIfGiven("d.run_id = ?", runId)
                .within(reach, "r.account_id");
        return Sql.list(
                connection,
                SELECT + conditions.where() + " order by d.id desc fetch first " + limit + " rows only",
                Ledger::read,
                conditions.values());
    }

    private static Line read(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                new ReportDelivery(
                        row.getLong("run_id"),
                        Sql.optionalLong(row, "schedule_id"),
                        row.getString("recipient"),
                        row.getString("state"),
                        row.getLong("delivery_id"),
                        Sql.instant(row, "created"),
                        Sql.optionalInstant(row, "finished"),
                        row.getString("message")));
    }
}
