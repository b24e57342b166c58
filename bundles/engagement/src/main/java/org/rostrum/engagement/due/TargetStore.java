package org.rostrum.engagement.due;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.ResponseMeasure;
import org.rostrum.api.engagement.ResponseTarget;
import org.rostrum.api.engagement.ResponseTargetDraft;
import org.rostrum.api.security.Reach;

/** The table {@code engagement_target}. */
final class TargetStore {
    private static final String SELECT =
            "select id, account_id, name, channel_id, priority, first_response, next_response,"
                    + " resolution, business_hours, warn_percent, escalation, created, changed, version from engagement_target";

    /** The number of the last change of targets; another one than before when any has changed. */
    static long number(Connection connection) throws SQLException {
        return Sql.number(connection, "select targets from engagement_inbox_progress where id = 1");
    }

    /** Told to all who remember targets. */
    static void changed(Connection connection) throws SQLException {
        Sql.update(connection, "update engagement_inbox_progress set targets = targets + 1 where id = 1");
    }

    List<ResponseTarget> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + " order by id", TargetStore::row);
    }

    Optional<ResponseTarget> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + " where id = ?", TargetStore::row, id);
    }

    List<ResponseTarget> page(Connection connection, Reach at, long after, int limit) throws SQLException {
        Conditions conditions = new Conditions().and("id > ?", after).within(at, "account_id");
        return Sql.list(
                connection,
                SELECT + conditions.where() + " order by id fetch first " + limit + " rows only",
                TargetStore::row,
                conditions.values());
    }

    ResponseTarget insert(Connection connection, ResponseTargetDraft draft, Instant now) throws SQLException {
        List<@Nullable Object> values = values(draft);
        values.addAll(Arrays.asList(now, now));
        long id = Sql.insert(
                connection,
                "insert into engagement_target (account_id, name, channel_id, priority, first_response, next_response, resolution,"
                        + " business_hours, warn_percent, escalation, created, changed, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                values.toArray());
        return find(connection, id).orElseThrow();
    }

    /** Empty when the version is no longer the one expected. */
    Optional<ResponseTarget> update(
            Connection connection, long id, ResponseTargetDraft draft, long expectedVersion, Instant now)
            throws SQLException {
        List<@Nullable Object> values = values(draft);
        values.addAll(Arrays.asList(now, id, expectedVersion));
        int changed = Sql.update(
                connection,
                "update engagement_target set account_id = ?, name = ?, channel_id = ?, priority = ?, first_response = ?,"
                        + " next_response = ?, resolution = ?, business_hours = ?, warn_percent = ?, escalation = ?, changed = ?,"
                        + " version = version + 1 where id = ? and version = ?",
                values.toArray());
        return changed == 0 ? Optional.empty() : find(connection, id);
    }

    boolean remove(Connection connection, long id, long expectedVersion) throws SQLException {
        return Sql.update(connection, "delete from engagement_target where id = ? and version = ?", id, expectedVersion)
                > 0;
    }

    private static List<@Nullable Object> values(ResponseTargetDraft draft) {
        return new ArrayList<>(Arrays.asList(
                draft.accountId(),
                draft.name(),
                draft.channelId(),
                draft.priority(),
                draft.minutes().get(ResponseMeasure.FIRST_RESPONSE),
                draft.minutes().get(ResponseMeasure.NEXT_RESPONSE),
                draft.minutes().get(ResponseMeasure.RESOLUTION),
                draft.businessHours(),
                draft.warnPercent(),
                TargetJson.of(draft.escalation())));
    }

    private static ResponseTarget row(ResultSet row) throws SQLException {
        Map<ResponseMeasure, Integer> minutes = new EnumMap<>(ResponseMeasure.class);
        put(minutes, ResponseMeasure.FIRST_RESPONSE, Sql.optionalLong(row, "first_response"));
        put(minutes, ResponseMeasure.NEXT_RESPONSE, Sql.optionalLong(row, "next_response"));
        put(minutes, ResponseMeasure.RESOLUTION, Sql.optionalLong(row, "resolution"));
        String priority = row.getString("priority");
        Long warn = Sql.optionalLong(row, "warn_percent");
        return new ResponseTarget(
                row.getLong("id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("channel_id"),
                priority == null ? null : Priority.valueOf(priority),
                minutes,
                row.getBoolean("business_hours"),
                warn == null ? null : warn.intValue(),
                TargetJson.steps(row.getString("escalation")),
                Sql.instant(row, "created"),
                Sql.instant(row, "changed"),
                row.getLong("version"));
    }

    private static void put(Map<ResponseMeasure, Integer> minutes, ResponseMeasure measure, @Nullable Long value) {
        if (value != null) {
            minutes.put(measure, value.intValue());
        }
    }
}
