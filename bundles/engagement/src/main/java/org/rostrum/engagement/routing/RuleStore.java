package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleDraft;

/** The table {@code engagement_rule}. */
public final class RuleStore {
    private static final String SELECT =
            "select id, position, name, enabled, conditions, action, owner, adapter, go_on, changed, version, effects"
                    + " from engagement_rule ";

    public List<RoutingRule> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + "order by position, id", RuleStore::row);
    }

    public List<RoutingRule> enabled(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + "where enabled = true order by position, id", RuleStore::row);
    }

    public Optional<RoutingRule> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ?", RuleStore::row, id);
    }

    public RoutingRule insert(Connection connection, RuleDraft draft, Instant now) throws SQLException {
        long id = Sql.insert(
                connection,
                "insert into engagement_rule (position, name, enabled, conditions, action, owner, adapter, go_on,"
                        + " changed, effects, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                draft.position(),
                draft.name(),
                draft.enabled(),
                RuleJson.conditions(draft.conditions()),
                draft.action(),
                draft.owner(),
                draft.adapter(),
                draft.goOn(),
                now,
                RuleJson.effects(draft.effects()));
        return RoutingRule.of(id, draft, now, 1);
    }

    /** Empty when the version is no longer the one expected. */
    public Optional<RoutingRule> update(
            Connection connection, long id, RuleDraft draft, long expectedVersion, Instant now) throws SQLException {
        int changed = Sql.update(
                connection,
                "update engagement_rule set position = ?, name = ?, enabled = ?, conditions = ?, action = ?, owner = ?,"
                        + " adapter = ?, go_on = ?, changed = ?, effects = ?, version = version + 1 where id = ? and version = ?",
                draft.position(),
                draft.name(),
                draft.enabled(),
                RuleJson.conditions(draft.conditions()),
                draft.action(),
                draft.owner(),
                draft.adapter(),
                draft.goOn(),
                now,
                RuleJson.effects(draft.effects()),
                id,
                expectedVersion);
        return changed == 0 ? Optional.empty() : Optional.of(RoutingRule.of(id, draft, now, expectedVersion + 1));
    }

    public boolean remove(Connection connection, long id, long expectedVersion) throws SQLException {
        return Sql.update(connection, "delete from engagement_rule where id = ? and version = ?", id, expectedVersion)
                == 1;
    }

    private static RoutingRule row(ResultSet row) throws SQLException {
        return new RoutingRule(
                row.getLong("id"),
                row.getInt("position"),
                row.getString("name"),
                row.getBoolean("enabled"),
                RuleJson.conditions(row.getString("conditions")),
                RuleAction.valueOf(row.getString("action")),
                row.getString("owner"),
                row.getString("adapter"),
                row.getBoolean("go_on"),
                Sql.instant(row, "changed"),
                row.getLong("version"),
                RuleJson.effects(row.getString("effects")));
    }
}
