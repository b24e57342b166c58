package org.rostrum.engagement.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

class JdbcRoutingTest {
    private static final RuleConditions ANYTHING =
            new RuleConditions(List.of(), List.of(), List.of(), List.of(), List.of(), null, false);

    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-05-01T12:00:00Z"));

    private JdbcRouting routing(TestDatabase database, FixedAccess access) {
        return new JdbcRouting(
                database.database(),
                new RoutingTables(database.database(), clock),
                TestRules.check(MemoryAccounts.with("acme", "Acme")),
                access,
                audit,
                clock);
    }

    private static RuleDraft draft(String name, RuleConditions conditions, RuleAction action, String owner) {
        return new RuleDraft(1, name, true, conditions, action, owner, null, false);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void rules_areKeptAsWritten_changedByVersion_andAudited(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcRouting routing = routing(database, FixedAccess.everything());
            RuleConditions conditions = new RuleConditions(
                    List.of("łódź", "中文", "a\"b"),
                    List.of("x"),
                    List.of("y"),
                    List.of("pl"),
                    List.of("acme"),
                    Direction.INBOUND,
                    true);
            RoutingRule made = routing.create(draft("Första", conditions, RuleAction.LEAD, "sales"));
            assertThat(routing.rule(made.id())).contains(made);
            assertThat(routing.rules()).first().isEqualTo(made);
            clock.advance(java.time.Duration.ofMinutes(1));
            RoutingRule changed = routing.update(made.id(), draft("Second", ANYTHING, RuleAction.TICKET, "desk"), 1);
            assertThat(routing.rule(made.id())).contains(changed);
            assertThat(changed.version()).isEqualTo(2);
            assertRefused(Problem.Kind.PRECONDITION_FAILED, "If-Match", () -> routing.remove(made.id(), 1));
            routing.remove(made.id(), 2);
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> routing.remove(made.id(), 2));
            assertThat(audit.actions())
                    .containsExactly("routing-rule.create", "routing-rule.update", "routing-rule.remove");
        }
    }

    static Stream<Arguments> badDrafts() {
        RuleConditions dots =
                new RuleConditions(List.of("..."), List.of(), List.of(), List.of(), List.of(), null, false);
        RuleConditions tongue =
                new RuleConditions(List.of(), List.of(), List.of(), List.of("!!"), List.of(), null, false);
        RuleConditions elsewhere =
                new RuleConditions(List.of(), List.of(), List.of(), List.of(), List.of("acme", "nobody"), null, false);
        return Stream.of(
                Arguments.of("name", draft(" ", ANYTHING, RuleAction.LEAD, "sales")),
                Arguments.of("name", draft("x".repeat(201), ANYTHING, RuleAction.LEAD, "sales")),
                Arguments.of("name", draft("a\0b", ANYTHING, RuleAction.LEAD, "sales")),
                Arguments.of("name", draft("a\nb", ANYTHING, RuleAction.LEAD, "sales")),
                Arguments.of("name", draft("\ud83d", ANYTHING, RuleAction.LEAD, "sales")),
                Arguments.of("owner", draft("a", ANYTHING, RuleAction.NOTICE, "pr\0@acme.test")),
                Arguments.of("owner", draft("a", ANYTHING, RuleAction.LEAD, "sa\u0007les")),
                Arguments.of("owner", draft("a", ANYTHING, RuleAction.NOTICE, "pr team")),
                Arguments.of("conditions.anyWords", draft("a", dots, RuleAction.LEAD, "sales")),
                Arguments.of("conditions.languages", draft("a", tongue, RuleAction.LEAD, "sales")),
                Arguments.of("conditions.accountIds", draft("a", elsewhere, RuleAction.LEAD, "sales")),
                Arguments.of("position", new RuleDraft(-1, "a", true, ANYTHING, RuleAction.LEAD, "s", null, false)),
                Arguments.of("adapter", new RuleDraft(1, "a", true, ANYTHING, RuleAction.LEAD, "s", "../csv", false)));
    }

    @ParameterizedTest
    @MethodSource("badDrafts")
    void create_namesTheFieldThatIsWrong(String field, RuleDraft bad) {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcRouting routing = routing(database, FixedAccess.everything());
            assertRefused(Problem.Kind.INVALID, field, () -> routing.create(bad));
            assertThat(audit.events()).isEmpty();
        }
    }

    @Test
    void everything_needsItsPermission() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcRouting reader = routing(database, FixedAccess.only("routing-rules:read"));
            assertThat(reader.rules()).hasSize(4);
            RuleDraft draft = draft("a", ANYTHING, RuleAction.LEAD, "s");
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.create(draft));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.update(1, draft, 1));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.remove(1, 1));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.cases(RuleAction.LEAD, null, null, 5));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.findCase(1));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.countCases(RuleAction.LEAD));
            assertRefused(Problem.Kind.FORBIDDEN, null, reader::routedUpTo);
            JdbcRouting nobody = routing(database, FixedAccess.anonymous());
            assertRefused(Problem.Kind.UNAUTHENTICATED, null, nobody::rules);
            assertRefused(Problem.Kind.UNAUTHENTICATED, null, () -> nobody.rule(1));
        }
    }

    private static void assertRefused(Problem.Kind kind, @Nullable String field, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }
}
