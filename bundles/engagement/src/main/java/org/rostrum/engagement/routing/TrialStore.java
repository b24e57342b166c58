package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.RoutingTrial;
import org.rostrum.api.engagement.RoutingTrial.Outcome;
import org.rostrum.api.engagement.RoutingTrial.State;

/** The tables of trials. */
final class TrialStore {
    private static final String SELECT = "select id, requested_by, state, created, finished, examined, conversations,"
            + " unrouted, message from engagement_trial ";
    private static final int LONGEST_MESSAGE = 2000;

    private TrialStore() {}

    static long create(Connection connection, String by, String draft, Instant now) throws SQLException {
        return Sql.insert(
                connection,
                "insert into engagement_trial (requested_by, state, cancel_asked, created, draft, examined,"
                        + " conversations, unrouted) values (?, ?, ?, ?, ?, 0, 0, 0)",
                by,
                State.WAITING,
                false,
                now,
                draft);
    }

    static Optional<RoutingTrial> find(Connection connection, long id) throws SQLException {
        List<Outcome> outcomes = Sql.list(
                connection,
                "select outcome from engagement_trial_outcome where trial_id = ? order by place",
                row -> RuleJson.read(RuleJson.tree(row.getString("outcome")), Outcome.class),
                id);
        return Sql.first(connection, SELECT + "where id = ?", row -> row(row, outcomes), id);
    }

    static Optional<RoutingTrial> unfinished(Connection connection, String by) throws SQLException {
        return Sql.first(
                connection, SELECT + "where requested_by = ? and finished is null", row -> row(row, List.of()), by);
    }

    static String draft(Connection connection, long id) throws SQLException {
        return Sql.first(
                        connection,
                        "select draft from engagement_trial where id = ?",
                        row -> row.getString("draft"),
                        id)
                .orElseThrow();
    }

    /** Notes the progress and tells whether somebody wants it to stop. */
    static boolean progress(Connection connection, long id, long examined, long conversations) throws SQLException {
        Sql.update(
                connection,
                "update engagement_trial set state = 'RUNNING', examined = ?, conversations = ? where id = ? and finished is null",
                examined,
                conversations,
                id);
        return Sql.first(
                        connection,
                        "select cancel_asked from engagement_trial where id = ?",
                        row -> row.getBoolean("cancel_asked"),
                        id)
                .orElse(true);
    }

    static void askToCancel(Connection connection, long id) throws SQLException {
        Sql.update(
                connection, "update engagement_trial set cancel_asked = ? where id = ? and finished is null", true, id);
    }

    static void complete(Connection connection, long id, Trial.Result result, Instant now) throws SQLException {
        Sql.update(connection, "delete from engagement_trial_outcome where trial_id = ?", id);
        int place = 0;
        for (Outcome outcome : result.outcomes()) {
            Sql.update(
                    connection,
                    "insert into engagement_trial_outcome (trial_id, place, rule_id, outcome) values (?, ?, ?, ?)",
                    id,
                    place++,
                    outcome.ruleId(),
                    RuleJson.write(outcome));
        }
        Sql.update(
                connection,
                "update engagement_trial set examined = ?, conversations = ?, unrouted = ? where id = ?",
                result.examined(),
                result.conversations(),
                result.unrouted(),
                id);
        end(connection, id, State.COMPLETED, result.message(), now);
    }

    static void end(Connection connection, long id, State state, @Nullable String message, Instant now)
            throws SQLException {
        Sql.update(
                connection,
                "update engagement_trial set state = ?, finished = ?, message = ? where id = ? and finished is null",
                state,
                now,
                message == null ? null : message.substring(0, Math.min(LONGEST_MESSAGE, message.length())),
                id);
    }

    static void removeOlder(Connection connection, Instant than) throws SQLException {
        Sql.update(
                connection,
                "delete from engagement_trial_outcome where trial_id in (select id from engagement_trial where created < ?)",
                than);
        Sql.update(connection, "delete from engagement_trial where created < ?", than);
    }

    private static RoutingTrial row(ResultSet row, List<Outcome> outcomes) throws SQLException {
        return new RoutingTrial(
                row.getLong("id"),
                row.getString("requested_by"),
                State.valueOf(row.getString("state")),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "finished"),
                row.getLong("examined"),
                row.getLong("conversations"),
                row.getLong("unrouted"),
                outcomes,
                row.getString("message"));
    }
}
