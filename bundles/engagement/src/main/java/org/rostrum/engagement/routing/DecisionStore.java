package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.RoutingDecision;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleEffects;

/** The tables {@code engagement_decision} and {@code engagement_order}. */
public final class DecisionStore {
    private static final String INSERT =
            "insert into engagement_decision (conversation_id, sequence, decided, rule_id, rule_version, rule_name,"
                    + " action, words, conditions, case_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ORDER =
            "insert into engagement_order (decision_id, sequence, conversation_id, rule_id, rule_name, effects)"
                    + " values (?, ?, ?, ?, ?, ?)";
    private static final String SELECT =
            "select id, conversation_id, sequence, decided, rule_id, rule_version, rule_name, action, words,"
                    + " conditions, case_id from engagement_decision ";
    private static final String ORDERS =
            "select decision_id, sequence, conversation_id, rule_id, rule_name, effects from engagement_order ";
    /** Decisions about a conversation that are shown. */
    private static final int MOST = 500;

    /** A rule that applied, and the case that it opened. */
    record Decided(Finding finding, @Nullable Long caseId) {}

    /** What a rule wants done in the inbox. */
    public record Order(
            long decisionId, long sequence, long conversationId, long ruleId, String ruleName, RuleEffects effects) {}

    /** Keeps decisions, and orders what is to be done in the inbox. */
    void add(Connection connection, Engine engine, List<Decided> decided) throws SQLException {
        List<Long> ids = Sql.insertAll(connection, engine, INSERT, decided, DecisionStore::values);
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < decided.size(); i++) {
            Finding finding = decided.get(i).finding;
            if (!finding.rule().effects().equals(RuleEffects.NONE)) {
                orders.add(new Order(
                        ids.get(i),
                        finding.archived().sequence(),
                        finding.archived().conversationId(),
                        finding.rule().id(),
                        finding.rule().name(),
                        finding.rule().effects()));
            }
        }
        for (Order order : orders) {
            Sql.update(
                    connection,
                    ORDER,
                    order.decisionId,
                    order.sequence,
                    order.conversationId,
                    order.ruleId,
                    order.ruleName,
                    RuleJson.effects(order.effects));
        }
    }

    private static @Nullable Object[] values(Decided decided) {
        Finding finding = decided.finding;
        return new @Nullable Object[] {
            finding.archived().conversationId(),
            finding.archived().sequence(),
            finding.found(),
            finding.rule().id(),
            finding.rule().version(),
            finding.rule().name(),
            finding.rule().action(),
            String.join("\n", finding.why().words()),
            String.join(" ", finding.why().conditions()),
            decided.caseId
        };
    }

    /** The first one first; the last 500. */
    List<RoutingDecision> of(Connection connection, long conversationId) throws SQLException {
        List<RoutingDecision> found = new ArrayList<>(Sql.list(
                connection,
                SELECT + "where conversation_id = ? order by id desc fetch first " + MOST + " rows only",
                DecisionStore::row,
                conversationId));
        Collections.reverse(found);
        return found;
    }

    private static RoutingDecision row(ResultSet row) throws SQLException {
        return new RoutingDecision(
                row.getLong("id"),
                row.getLong("conversation_id"),
                row.getLong("sequence"),
                Sql.instant(row, "decided"),
                row.getLong("rule_id"),
                row.getLong("rule_version"),
                row.getString("rule_name"),
                RuleAction.valueOf(row.getString("action")),
                parts(row.getString("words"), "\n"),
                parts(row.getString("conditions"), " "),
                Sql.optionalLong(row, "case_id"));
    }

    private static List<String> parts(String text, String separator) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator, -1));
    }

    /** What is to be done about what was said up to a sequence, in its order. */
    public List<Order> orders(Connection connection, long upTo, int limit) throws SQLException {
        return Sql.list(
                connection,
                ORDERS + "where sequence <= ? order by sequence, decision_id fetch first " + limit + " rows only",
                DecisionStore::order,
                upTo);
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(
                row.getLong("decision_id"),
                row.getLong("sequence"),
                row.getLong("conversation_id"),
                row.getLong("rule_id"),
                row.getString("rule_name"),
                RuleJson.effects(row.getString("effects")));
    }

    /** It is done. */
    public void done(Connection connection, Order order) throws SQLException {
        Sql.update(connection, "delete from engagement_order where decision_id = ?", order.decisionId);
    }

    /** A conversation turned out to be part of another one. */
    public void move(Connection connection, long from, long into) throws SQLException {
        Sql.update(
                connection, "update engagement_decision set conversation_id = ? where conversation_id = ?", into, from);
        Sql.update(connection, "update engagement_order set conversation_id = ? where conversation_id = ?", into, from);
    }
}
