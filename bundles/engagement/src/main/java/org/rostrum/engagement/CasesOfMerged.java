package org.rostrum.engagement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.engagement.assignment.PoliciesOfMerged;
import org.rostrum.engagement.due.TargetsOfAccounts;
import org.rostrum.engagement.inbox.InboxProgress;
import org.rostrum.engagement.routing.RuleJson;
import org.rostrum.engagement.routing.RuleStore;
import org.rostrum.engagement.saved.NamesOfMerged;

/** Cases, their sums, saved replies, and rules of an account that is merged go to the other one. */
@Component
public final class CasesOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .moves("engagement_case", "account_id", "cases")
            .moves("engagement_conversation", "account_id", "conversations-in-the-inbox")
            .moves("engagement_saved_reply", "account_id", "saved-replies")
            .moves("engagement_target", "account_id", "response-targets")
            .moves("engagement_assignment_policy", "account_id", "assignment-policies")
            .moves("engagement_view", "shared_account_id", "shared-inbox-views")
            .moves("engagement_view", "filter_account_id", "inbox-views")
            // the archive keeps them under the name they came by, too
            .keeps("engagement_contact_conversation", "account_id")
            .keeps("engagement_contact_post", "account_id")
            .keeps("engagement_person_join", "actor_account_id")
            .keeps("engagement_event", "actor_account_id");
    private final RuleStore rules = new RuleStore();
    private final CaseStore cases = new CaseStore();

    private final TargetsOfAccounts targets;

    /** @param tables makes the tables */
    @Activate
    public CasesOfMerged(@Reference RoutingTables tables, @Reference TargetsOfAccounts targets) {
        this.targets = targets;
    }

    @Override
    public String capability() {
        return "engagement";
    }

    @Override
    public Set<String> columns() {
        Set<String> names = columns.names();
        names.addAll(Set.of("engagement_case_day.account_id", "engagement_case_month.account_id"));
        return names;
    }

    @Override
    public List<Share> shares(Connection connection, String from) throws SQLException {
        List<Share> shares = columns.shares(connection, from);
        int named = naming(connection, from).size();
        if (named > 0) {
            shares.add(new Share("routing-rules", named, true));
        }
        return shares;
    }

    private List<RoutingRule> naming(Connection connection, String account) throws SQLException {
        return rules.all(connection).stream()
                .filter(rule -> rule.conditions().accountIds().contains(account))
                .toList();
    }

    @Override
    public void merge(Connection connection, String from, String into) throws SQLException {
        // nobody adds to the sums meanwhile
        cases.lockProgress(connection);
        InboxProgress.lock(connection);
        NamesOfMerged.makeRoom(connection, from, into);
        columns.merge(connection, from, into);
        targets.merged(connection, into);
        PoliciesOfMerged.merged(connection);
        sums(connection, "day", from, into);
        sums(connection, "month", from, into);
        for (RoutingRule rule : naming(connection, from)) {
            Sql.update(
                    connection,
                    "update engagement_rule set conditions = ?, version = version + 1 where id = ?",
                    RuleJson.conditions(renamed(rule.conditions(), from, into)),
                    rule.id());
        }
    }

    private static RuleConditions renamed(RuleConditions conditions, String from, String into) {
        Set<String> accounts = new LinkedHashSet<>();
        for (String account : conditions.accountIds()) {
            accounts.add(account.equals(from) ? into : account);
        }
        return conditions.withAccounts(List.copyOf(accounts));
    }

    private record Sum(int number, long leads, long tickets) {}

    private static void sums(Connection connection, String unit, String from, String into) throws SQLException {
        String table = "engagement_case_" + unit;
        for (Sum sum : Sql.list(
                connection,
                "select " + unit + "_number, leads, tickets from " + table + " where account_id = ?",
                row -> new Sum(row.getInt(1), row.getLong("leads"), row.getLong("tickets")),
                from)) {
            int added = Sql.update(
                    connection,
                    "update " + table + " set leads = leads + ?, tickets = tickets + ? where account_id = ? and " + unit
                            + "_number = ?",
                    sum.leads(),
                    sum.tickets(),
                    into,
                    sum.number());
            if (added == 0) {
                Sql.update(
                        connection,
                        "insert into " + table + " (account_id, " + unit
                                + "_number, leads, tickets) values (?, ?, ?, ?)",
                        into,
                        sum.number(),
                        sum.leads(),
                        sum.tickets());
            }
        }
        Sql.update(connection, "delete from " + table + " where account_id = ?", from);
    }
}
