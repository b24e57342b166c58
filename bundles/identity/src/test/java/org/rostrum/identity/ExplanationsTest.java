package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.problem.Problem;

/** Why somebody may or may not. The tree: acme over north (over north-shop) and south. */
class ExplanationsTest {
    private static NewGrant at(@Nullable String accountId, String role, String user) {
        return new NewGrant(user, null, role, accountId, null, null, null);
    }

    private static void refused(ThrowingCallable work, Problem.Kind kind, @Nullable String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            if (kind == Problem.Kind.INVALID || field != null) {
                assertThat(problem.field()).isEqualTo(field);
            }
            if (kind != Problem.Kind.NOT_FOUND) {
                assertThat(problem.remedy()).isNotBlank();
            }
        });
    }

    @Test
    void explanation_namesEachGrant_andWhatItComesTo() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Instant now = it.clock.instant();
            it.as("admin", () -> {
                it.grants.give(at("north", "viewer", "norbert"));
                it.grants.give(at("acme", "executive", "norbert"));
                it.grants.give(at("south", "agent", "norbert"));
                it.grants.give(new NewGrant(
                        "norbert", null, "auditor", null, now.plusSeconds(60), now.plusSeconds(120), "the audit"));
            });
            AccessExplanation why =
                    it.as("admin", () -> it.explanations.explain("norbert", "archive:read", "north-shop"));
            assertThat(why.allowed()).isTrue();
            assertThat(why.verdict()).isEqualTo(AccessExplanation.Verdict.GRANTED);
            assertThat(why.lineage()).containsExactly("north-shop", "north", "acme");
            assertThat(why.steps())
                    .extracting(step -> step.role() + " " + step.effect())
                    .containsExactly(
                            "viewer ALLOWS", "executive LACKS_PERMISSION", "agent ELSEWHERE", "auditor NOT_YET");
            AccessExplanation whyNot = it.as("norbert", () -> it.explanations.explain("norbert", "archive:read", null));
            assertThat(whyNot.allowed()).isFalse();
            assertThat(whyNot.verdict()).isEqualTo(AccessExplanation.Verdict.NOT_GRANTED);
            it.clock.advance(Duration.ofSeconds(60));
            assertThat(it.as("norbert", () -> it.explanations.explain("norbert", "archive:read", null))
                            .allowed())
                    .isTrue();
            it.clock.advance(Duration.ofSeconds(60));
            assertThat(it.as("norbert", () -> it.explanations.explain("norbert", "archive:read", null))
                            .steps())
                    .extracting(AccessExplanation.Step::effect)
                    .contains(AccessExplanation.Effect.ENDED);
            assertThat(it.as("admin", () -> it.explanations.explain("norbert", "archive:read", "nowhere"))
                            .verdict())
                    .isEqualTo(AccessExplanation.Verdict.UNKNOWN_ACCOUNT);
            it.as("admin", () -> it.userService.update("norbert", new UserChange(null, null, true, null), 1));
            assertThat(it.as("admin", () -> it.explanations.explain("norbert", "archive:read", "north"))
                            .verdict())
                    .isEqualTo(AccessExplanation.Verdict.DISABLED);
        }
    }

    /** What is explained is what the gate does. */
    @Test
    void explanation_agreesWithTheGate() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                it.grants.give(at("north", "account-manager", "norbert"));
                it.grants.give(at("south", "viewer", "vera"));
            });
            for (String user : List.of("admin", "vera", "norbert")) {
                for (String permission :
                        List.of("archive:read", "grants:write", "accounts:write", "reports:run", "x:y")) {
                    for (String account : java.util.Arrays.asList("acme", "north", "north-shop", "south", null)) {
                        boolean may = it.as(
                                user,
                                () -> account == null
                                        ? it.access.permits(permission)
                                        : it.access.permits(permission, account));
                        assertThat(it.as("admin", () -> it.explanations.explain(user, permission, account))
                                        .allowed())
                                .as("%s %s %s", user, permission, account)
                                .isEqualTo(may);
                    }
                }
            }
        }
    }

    @Test
    void explanation_tellsNothingOfAccountsBesideOrAbove() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> it.grants.give(at("north", "account-manager", "norbert")));
            it.as("norbert", () -> {
                AccessExplanation own = it.explanations.explain("norbert", "archive:read", "north-shop");
                assertThat(own.allowed()).isTrue();
                assertThat(own.lineage()).containsExactly("north-shop", "north");
                AccessExplanation beside = it.explanations.explain("norbert", "archive:read", "south");
                AccessExplanation nowhere = it.explanations.explain("norbert", "archive:read", "nowhere");
                assertThat(beside.verdict()).isEqualTo(AccessExplanation.Verdict.UNKNOWN_ACCOUNT);
                assertThat(beside.lineage()).isEmpty();
                assertThat(beside.steps()).isEqualTo(nowhere.steps());
                assertThat(it.explanations
                                .explain("norbert", "archive:read", "acme")
                                .verdict())
                        .isEqualTo(AccessExplanation.Verdict.UNKNOWN_ACCOUNT);
            });
        }
    }

    @Test
    void explanation_isForOneself_orWhoMayReadGrantsThere() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                it.grants.give(at("north", "account-manager", "norbert"));
                it.grants.give(at("north-shop", "agent", "vera"));
                it.grants.give(at("south", "manager", "vera"));
            });
            it.as("norbert", () -> {
                assertThat(it.explanations
                                .explain("vera", "archive:read", "north-shop")
                                .allowed())
                        .isTrue();
                refused(() -> it.explanations.explain("vera", "archive:read", "south"), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.explanations.explain("vera", "archive:read", null), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.explanations.explain("admin", "archive:read", "north"), Problem.Kind.NOT_FOUND, null);
                assertThat(it.explanations.rights("vera"))
                        .extracting(AccessExplanations.EffectiveRights::accountId)
                        .containsExactly("north-shop");
                refused(() -> it.explanations.rights("admin"), Problem.Kind.NOT_FOUND, null);
                refused(
                        () -> it.explanations.explain("norbert", "no permission!", null),
                        Problem.Kind.INVALID,
                        "permission");
            });
            assertThat(it.as("vera", () -> it.explanations.rights("vera"))).hasSize(3);
            refused(() -> it.explanations.rights("vera"), Problem.Kind.UNAUTHENTICATED, null);
        }
    }
}
