package org.rostrum.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant.Share;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.engagement.due.TargetsOfAccounts;
import org.rostrum.engagement.routing.RuleStore;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.TestDatabase;

class CasesOfMergedTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void everyColumnThatNamesAnAccount_isAnsweredFor(Database.Engine engine) {
        try (TestDatabase test = TestDatabase.open(engine)) {
            CasesOfMerged participant = participant(test.database());
            assertThat(test.database().read(AccountColumns::ofDatabase)).isEqualTo(participant.columns());
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_addsTheSums_andNamesTheOtherAccountInRules(Database.Engine engine) {
        try (TestDatabase test = TestDatabase.open(engine)) {
            Database database = test.database();
            CasesOfMerged participant = participant(database);
            RuleStore rules = new RuleStore();
            database.transact(connection -> {
                CaseSums sums = new CaseSums();
                sums.add("old", RuleAction.LEAD, NOW);
                sums.add("old", RuleAction.TICKET, NOW.plusSeconds(86_400));
                sums.add("new", RuleAction.LEAD, NOW);
                sums.save(connection);
                rules.insert(connection, draft(List.of("old", "other", "new")), NOW);
                assertThat(participant.shares(connection, "old")).containsExactly(new Share("routing-rules", 1, true));
                participant.merge(connection, "old", "new");
            });
            database.transact(connection -> {
                assertThat(sum(
                                connection,
                                "select leads from engagement_case_day where account_id = ? order by day_number"))
                        .containsExactly(2L, 0L);
                assertThat(sum(connection, "select tickets from engagement_case_month where account_id = ?"))
                        .containsExactly(1L);
                assertThat(Sql.number(connection, "select count(*) from engagement_case_day where account_id = 'old'"))
                        .isZero();
                assertThat(rules.all(connection))
                        .filteredOn(rule -> rule.name().equals("Theirs"))
                        .extracting(RoutingRule::conditions)
                        .extracting(RuleConditions::accountIds)
                        .containsExactly(List.of("new", "other"));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_movesSavedReplies_alsoOfTheSameName(Database.Engine engine) {
        try (TestDatabase test = TestDatabase.open(engine)) {
            Database database = test.database();
            CasesOfMerged participant = participant(database);
            database.transact(connection -> {
                for (String account : List.of("old", "new")) {
                    Sql.update(
                            connection,
                            "insert into engagement_saved_reply (account_id, name, name_key, changed, version)"
                                    + " values (?, 'Hi', 'hi', ?, 1)",
                            account,
                            NOW);
                }
                assertThat(participant.shares(connection, "old")).containsExactly(new Share("saved-replies", 1, true));
                participant.merge(connection, "old", "new");
                assertThat(Sql.list(
                                connection,
                                "select name from engagement_saved_reply where account_id = 'new' order by name",
                                row -> row.getString(1)))
                        .containsExactly("Hi", "Hi (2)");
            });
        }
    }

    private static List<Long> sum(java.sql.Connection connection, String sql) throws java.sql.SQLException {
        return Sql.list(connection, sql, row -> row.getLong(1), "new");
    }

    private static CasesOfMerged participant(Database database) {
        ManualClock clock = new ManualClock(NOW);
        return new CasesOfMerged(
                new RoutingTables(database, clock), new TargetsOfAccounts(new QueuedTimedWork(), clock));
    }

    private static RuleDraft draft(List<String> accounts) {
        return new RuleDraft(
                1,
                "Theirs",
                true,
                new RuleConditions(List.of(), List.of(), List.of(), List.of(), accounts, null, false),
                RuleAction.LEAD,
                "somebody@acme.example",
                null,
                false);
    }
}
