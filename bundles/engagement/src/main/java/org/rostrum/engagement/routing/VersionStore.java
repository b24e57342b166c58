package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingRuleVersion;

/** The table {@code engagement_rule_version}: rules as they were. */
final class VersionStore {
    /** Keeps a rule as it is from now on. */
    void add(Connection connection, RoutingRule rule, @Nullable String by) throws SQLException {
        Sql.update(
                connection,
                "insert into engagement_rule_version (rule_id, version, changed, changed_by, rule) values (?, ?, ?, ?, ?)",
                rule.id(),
                rule.version(),
                rule.changed(),
                by,
                RuleJson.draft(RuleJson.draft(rule)));
    }

    /** The same for one that was made before versions were kept; quiet when it is known. */
    void addMissing(Connection connection, RoutingRule rule) throws SQLException {
        if (Sql.number(
                        connection,
                        "select count(*) from engagement_rule_version where rule_id = ? and version = ?",
                        rule.id(),
                        rule.version())
                == 0) {
            add(connection, rule, null);
        }
    }

    /** The newest first, before a version. */
    List<RoutingRuleVersion> list(Connection connection, long ruleId, long before, int limit) throws SQLException {
        return Sql.list(
                connection,
                "select rule_id, version, changed, changed_by, rule from engagement_rule_version where rule_id = ?"
                        + " and version < ? order by version desc fetch first " + limit + " rows only",
                VersionStore::row,
                ruleId,
                before);
    }

    private static RoutingRuleVersion row(ResultSet row) throws SQLException {
        return new RoutingRuleVersion(
                RoutingRule.of(
                        row.getLong("rule_id"),
                        RuleJson.draft(row.getString("rule")),
                        Sql.instant(row, "changed"),
                        row.getLong("version")),
                row.getString("changed_by"));
    }
}
