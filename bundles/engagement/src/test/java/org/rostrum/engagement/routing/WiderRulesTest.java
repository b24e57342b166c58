package org.rostrum.engagement.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.RoutingConflict;
import org.rostrum.api.engagement.RoutingDecision;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingTrial.Outcome;
import org.rostrum.api.engagement.RoutingTrialDraft;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleConditions.History;
import org.rostrum.api.engagement.RuleConditions.Hours;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.engagement.RuleEffects;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.BusinessTime;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.TestDatabase;

/** Conditions beyond words, explanations, versions, trials and conflicts. */
class WiderRulesTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    /** A Friday. */
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final MemoryArchive archive = new MemoryArchive();
    private final ManualClock clock = new ManualClock(NOON);
    private final RecordingAuditLog audit = new RecordingAuditLog();

    private void say(String id, String who, String channel, String text, Instant at, @Nullable String inReplyTo) {
        Activity activity = Activity.builder(id, Direction.INBOUND, new Actor(who, who, null, null), at)
                .content(text)
                .inReplyTo(inReplyTo)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry("acme", channel, activity)), null));
    }

    private JdbcRouting routing(TestDatabase database) {
        return new JdbcRouting(
                database.database(),
                new RoutingTables(database.database(), clock),
                TestRules.check(MemoryAccounts.with("acme", "Acme")),
                FixedAccess.everything(),
                audit,
                clock);
    }

    private static BusinessTime weekdays(String accountId) {
        BusinessHours.Interval day = new BusinessHours.Interval(9 * 60, 17 * 60);
        return BusinessTime.of(
                new BusinessHours(Map.of(DayOfWeek.FRIDAY, List.of(day)), List.of()), ZoneId.of("Europe/Warsaw"));
    }

    private Router router(TestDatabase database) {
        return new Router(
                database.database(),
                archive,
                MemoryAccounts.with("acme", "Acme"),
                new RecordingDeliveries(),
                WiderRulesTest::weekdays,
                clock);
    }

    private static RuleConditions when(
            List<String> channels,
            List<String> contacts,
            @Nullable Hours hours,
            Set<History> history,
            List<RuleConditions> anyOf,
            List<RuleConditions> noneOf) {
        return new RuleConditions(
                List.of(), List.of(), List.of(), List.of(), List.of(), null, false, channels, List.of(), contacts,
                hours, history, anyOf, noneOf);
    }

    private static RuleConditions words(String... any) {
        return new RuleConditions(List.of(any), List.of(), List.of(), List.of(), List.of(), null, false);
    }

    private static RuleDraft label(int position, RuleConditions conditions, String label) {
        RuleEffects effects = new RuleEffects(null, Set.of(label), null, false);
        return new RuleDraft(position, label, true, conditions, RuleAction.INBOX, "", null, true, effects);
    }

    private static void removeAll(JdbcRouting routing) {
        routing.rules().forEach(rule -> routing.remove(rule.id(), rule.version()));
    }

    private static List<String> decided(TestDatabase database) {
        return database.database()
                .read(connection -> Sql.list(
                        connection,
                        "select sequence, rule_name from engagement_decision order by sequence, id",
                        row -> row.getLong(1) + " " + row.getString(2)));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void conditions_lookAtPeopleHoursChannelsAndHistory(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcRouting routing = routing(database);
            removeAll(routing);
            List<RuleConditions> no = List.of();
            routing.create(label(1, when(List.of(), List.of(), Hours.CLOSED, Set.of(), no, no), "closed"));
            routing.create(label(2, when(List.of(), List.of("Anna"), null, Set.of(), no, no), "anna"));
            routing.create(label(3, when(List.of(), List.of(), null, Set.of(History.KNOWN_CONTACT), no, no), "known"));
            routing.create(label(4, when(List.of(), List.of(), null, Set.of(History.HAD_TICKET), no, no), "again"));
            routing.create(label(
                    5,
                    when(
                            List.of(),
                            List.of(),
                            null,
                            Set.of(),
                            List.of(words("recall"), when(List.of(), List.of("bert"), null, Set.of(), no, no)),
                            List.of(words("joke"))),
                    "either"));
            routing.create(new RuleDraft(9, "Help", true, words("help"), RuleAction.TICKET, "desk", null, false));
            // 14:00 in Warsaw
            say("1", "anna", "acme.one", "Help with the recall", NOON, null);
            router(database).routeNext();
            // 18:00 in Warsaw
            say("2", "anna", "acme.one", "Another thing", NOON.plusSeconds(4 * 3600), null);
            say("3", "bert", "acme.one", "Hi", NOON.plusSeconds(60), null);
            say("4", "bert", "acme.one", "A joke", NOON.plusSeconds(90), "3");
            router(database).routeNext();
            assertThat(decided(database))
                    .containsExactly(
                            "1 anna", "1 either", "1 Help", "2 closed", "2 anna", "2 known", "2 again", "3 either");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void everyDecisionIsExplained(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcRouting routing = routing(database);
            removeAll(routing);
            RuleConditions conditions = new RuleConditions(
                    List.of("broken", "does not work"),
                    List.of("lamp"),
                    List.of("joke"),
                    List.of(),
                    List.of("acme"),
                    Direction.INBOUND,
                    false);
            RoutingRule rule =
                    routing.create(new RuleDraft(1, "Lamps", true, conditions, RuleAction.TICKET, "desk", null, false));
            say("1", "anna", "acme.one", "My lamp is BROKEN", NOON, null);
            say("2", "anna", "acme.one", "The lamp is still broken", NOON.plusSeconds(9), "1");
            router(database).routeNext();
            List<RoutingDecision> decisions = database.database().read(connection -> new DecisionStore()
                    .of(connection, archive.after(0, 1).get(0).conversationId()));
            // that it is still broken opens nothing
            assertThat(decisions).singleElement().satisfies(decision -> {
                assertThat(decision.sequence()).isEqualTo(1);
                assertThat(decision.ruleId()).isEqualTo(rule.id());
                assertThat(decision.ruleVersion()).isEqualTo(1);
                assertThat(decision.words()).containsExactly("broken", "lamp");
                assertThat(decision.conditions())
                        .containsExactly("anyWords", "allWords", "noWords", "accountIds", "direction");
                assertThat(decision.caseId()).isNotNull();
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void versions_areKept_alsoOfTheInstallationsOwnRules(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcRouting routing = routing(database);
            RoutingRule first = routing.rules().get(0);
            RoutingRule second = routing.update(first.id(), label(3, words("lottery"), "spam"), 1);
            VersionStore versions = new VersionStore();
            database.database().transact(connection -> {
                assertThat(versions.list(connection, first.id(), Long.MAX_VALUE, 10))
                        .extracting(version -> version.rule())
                        .containsExactly(second, first);
                assertThat(versions.list(connection, first.id(), 2, 10))
                        .singleElement()
                        .satisfies(version -> assertThat(version.changedBy()).isNull());
            });
        }
    }

    private Trial trial(TestDatabase database) {
        return new Trial(
                database.database(),
                archive,
                new Lookout(archive, database.database().engine(), account -> BusinessTime.ALWAYS));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aTrial_countsConversations_againstTheRulesAsTheyAre_andLeavesNothing(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcRouting routing = routing(database);
            removeAll(routing);
            RoutingRule kept = routing.create(
                    new RuleDraft(1, "Sales", true, words("price"), RuleAction.LEAD, "sales", null, false));
            say("1", "anna", "acme.one", "What is the price?", NOON, null);
            say("2", "anna", "acme.one", "The price, please", NOON.plusSeconds(1), "1");
            say("3", "bert", "acme.one", "How much is it?", NOON.plusSeconds(2), null);
            say("4", "carl", "acme.one", "Nice", NOON.plusSeconds(3), null);
            RuleDraft wider =
                    new RuleDraft(1, "Sales", true, words("price", "how much"), RuleAction.LEAD, "sales", null, false);
            RoutingTrialDraft draft = new RoutingTrialDraft(kept.id(), wider, null, NOON, NOON.plusSeconds(60));
            Trial.Result result = trial(database).run(draft, NOON, (examined, conversations) -> {});
            assertThat(result.examined()).isEqualTo(4);
            assertThat(result.conversations()).isEqualTo(3);
            assertThat(result.unrouted()).isEqualTo(1);
            assertThat(result.message()).isNull();
            Outcome outcome = result.outcomes().get(0);
            assertThat(outcome.conversations()).isEqualTo(2);
            assertThat(outcome.before()).isEqualTo(1);
            assertThat(outcome.samples()).hasSize(2);
            assertThat(outcome.samples().get(0).words()).containsExactly("how much");
            assertThat(outcome.samples().get(0).isNew()).isTrue();
            assertThat(outcome.samples().get(1).isNew()).isFalse();
            assertThat(decided(database)).isEmpty();
            assertThat(routing.countCases(RuleAction.LEAD)).isZero();

            // kept and read again
            long id = database.database().transaction(connection -> {
                long made = TrialStore.create(connection, "jan", TrialTask.json(draft), NOON);
                TrialStore.complete(connection, made, result, NOON);
                return made;
            });
            assertThat(database.database()
                            .read(connection -> TrialStore.find(connection, id))
                            .orElseThrow()
                            .outcomes())
                    .isEqualTo(result.outcomes());
        }
    }

    @Test
    void aTrial_endsWhenItIsTold() {
        try (TestDatabase database = TestDatabase.derby()) {
            routing(database);
            say("1", "anna", "acme.one", "What is the price?", NOON, null);
            RoutingTrialDraft draft = new RoutingTrialDraft(null, null, null, NOON, NOON.plusSeconds(60));
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> trial(database).run(draft, NOON, (examined, conversations) -> {
                        throw new CancellationException("enough");
                    }));
        }
    }

    private static RoutingRule rule(long id, RuleDraft draft) {
        return RoutingRule.of(id, draft, NOON, 1);
    }

    private static RuleDraft lead(RuleConditions conditions) {
        return new RuleDraft(1, "Lead", true, conditions, RuleAction.LEAD, "sales", null, false);
    }

    @Test
    void conflicts_nameWhatIsCertain_andNothingElse() {
        RuleEffects jan = new RuleEffects("jan", Set.of(), null, false);
        RuleEffects ewa = new RuleEffects("ewa", Set.of(), null, false);
        List<RoutingRule> rules = List.of(
                rule(1, new RuleDraft(1, "a", true, words("price"), RuleAction.INBOX, "", null, true, jan)),
                rule(2, new RuleDraft(2, "b", true, words("price", "cost"), RuleAction.INBOX, "", null, true, ewa)),
                rule(3, lead(words("buy", "cost"))),
                rule(4, lead(words("buy now"))),
                rule(5, lead(words("help"))),
                rule(6, new RuleDraft(6, "n", true, words("ceo"), RuleAction.NOTICE, "PR@acme.example", null, true)),
                rule(
                        7,
                        lead(new RuleConditions(
                                List.of("refund now"),
                                List.of(),
                                List.of("refund"),
                                List.of(),
                                List.of(),
                                null,
                                false))));
        assertThat(Conflicts.of(rules, Set.of("pr@acme.example")))
                .containsExactly(
                        new RoutingConflict(RoutingConflict.Kind.DIFFERENT_ASSIGNEES, List.of(1L, 2L), "jan, ewa"),
                        new RoutingConflict(RoutingConflict.Kind.NEVER_REACHED, List.of(3L, 4L), ""),
                        new RoutingConflict(RoutingConflict.Kind.LOOP, List.of(6L), "PR@acme.example"),
                        new RoutingConflict(RoutingConflict.Kind.CONTRADICTION, List.of(7L), "refund now"));
    }

    @Test
    void setsOfConditions_haveBounds() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcRouting routing = routing(database);
            List<RuleConditions> no = List.of();
            RuleConditions empty = words();
            refused(routing, "conditions.anyOf[0]", when(no(), no(), null, Set.of(), List.of(empty), no));
            RuleConditions nested = when(no(), no(), null, Set.of(), List.of(words("a")), no);
            refused(routing, "conditions.noneOf[0]", when(no(), no(), null, Set.of(), no, List.of(nested)));
            refused(routing, "conditions.contacts", when(no(), List.of("@anna"), null, Set.of(), no, no));
            refused(routing, "conditions.channelIds", when(List.of("nowhere"), no(), null, Set.of(), no, no));
            refused(
                    routing,
                    "conditions.history",
                    when(no(), no(), null, Set.of(History.NEW_CONTACT, History.KNOWN_CONTACT), no, no));
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> routing.create(new RuleDraft(
                            1, "Nothing", true, words("a"), RuleAction.INBOX, "", null, false, RuleEffects.NONE)))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("effects"));
            RuleEffects stranger = new RuleEffects("eve", Set.of(), null, false);
            RuleConditions acme =
                    new RuleConditions(List.of("a"), List.of(), List.of(), List.of(), List.of("acme"), null, false);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> routing.create(
                            new RuleDraft(1, "Eve", true, acme, RuleAction.INBOX, "", null, false, stranger)))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("effects.assignee"));
        }
    }

    private static List<String> no() {
        return List.of();
    }

    private static void refused(JdbcRouting routing, String field, RuleConditions conditions) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> routing.create(lead(conditions)))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo(field));
    }
}
