package org.rostrum.engagement.due;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.ResponseDue;
import org.rostrum.api.engagement.ResponseMeasure;

/** The table {@code engagement_clock}, and what of it a conversation shows. */
public final class MeasuredStore {
    private static final String SELECT =
            "select conversation_id, measure, started, target_id, used_seconds, running_since, due,"
                    + " next_at, warned, missed, steps_done, ended from engagement_clock ";

    /** All, the oldest first. */
    List<Measured> of(Connection connection, long conversationId) throws SQLException {
        return Sql.list(
                connection,
                SELECT + "where conversation_id = ? order by started, measure",
                MeasuredStore::row,
                conversationId);
    }

    /** Those for which something was to happen until now, the earliest first. */
    public List<Measured> due(Connection connection, Instant now, int most) throws SQLException {
        return Sql.list(
                connection,
                SELECT + "where next_at <= ? order by next_at fetch first " + most + " rows only",
                MeasuredStore::row,
                now);
    }

    /** When something happens next. */
    public Optional<Instant> next(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                "select next_at from engagement_clock where next_at is not null order by next_at fetch first 1 rows only",
                row -> Sql.instant(row, "next_at"));
    }

    /** Since when the customer waited, the last time that was measured. */
    public Optional<Instant> lastWait(Connection connection, long conversationId) throws SQLException {
        return Sql.first(
                connection,
                "select started from engagement_clock where conversation_id = ? and measure <> 'RESOLUTION'"
                        + " order by started desc fetch first 1 rows only",
                row -> Sql.instant(row, "started"),
                conversationId);
    }

    void insert(Connection connection, Measured one) throws SQLException {
        Sql.update(
                connection,
                "insert into engagement_clock (target_id, used_seconds, running_since, due, next_at, warned, missed, steps_done,"
                        + " ended, conversation_id, measure, started) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values(one));
    }

    public void update(Connection connection, Measured one) throws SQLException {
        Sql.update(
                connection,
                "update engagement_clock set target_id = ?, used_seconds = ?, running_since = ?, due = ?, next_at = ?, warned = ?,"
                        + " missed = ?, steps_done = ?, ended = ? where conversation_id = ? and measure = ? and started = ?",
                values(one));
    }

    private static @Nullable Object[] values(Measured one) {
        return new @Nullable Object[] {
            one.targetId(),
            one.usedSeconds(),
            one.runningSince(),
            one.due(),
            one.nextAt(),
            one.warned(),
            one.missed(),
            one.stepsDone(),
            one.ended(),
            one.conversationId(),
            one.measure(),
            one.started()
        };
    }

    /** What has ended goes along to the conversation that another one has become part of; the rest is measured there anew. */
    public void move(Connection connection, long from, long into) throws SQLException {
        Sql.update(
                connection,
                "update engagement_clock set conversation_id = ? where conversation_id = ? and ended is not null and not exists"
                        + " (select 1 from engagement_clock other where other.conversation_id = ?"
                        + " and other.measure = engagement_clock.measure and other.started = engagement_clock.started)",
                into,
                from,
                into);
        Sql.update(connection, "delete from engagement_clock where conversation_id = ?", from);
    }

    /** Shows in the conversation what is due. */
    void show(Connection connection, long conversationId, @Nullable ResponseDue due) throws SQLException {
        Sql.update(
                connection,
                "update engagement_conversation set due_at = ?, due_measure = ?, due_missed = ?,"
                        + " changed = (select changes from engagement_inbox_progress where id = 1) where id = ?",
                due == null ? null : due.at(),
                due == null ? null : due.measure(),
                due == null ? null : due.missed(),
                conversationId);
    }

    private static Measured row(ResultSet row) throws SQLException {
        return new Measured(
                row.getLong("conversation_id"),
                ResponseMeasure.valueOf(row.getString("measure")),
                Sql.instant(row, "started"),
                row.getLong("target_id"),
                row.getLong("used_seconds"),
                Sql.optionalInstant(row, "running_since"),
                Sql.optionalInstant(row, "due"),
                Sql.optionalInstant(row, "next_at"),
                row.getBoolean("warned"),
                Sql.optionalInstant(row, "missed"),
                row.getInt("steps_done"),
                Sql.optionalInstant(row, "ended"));
    }
}
