package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.AccessExplanation.Verdict;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.SecondFactorPolicy;
import org.rostrum.api.identity.SecondFactorSecret;
import org.rostrum.api.problem.Problem;

/** Who must have a second factor. */
class SecondFactorPoliciesTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static void refused(ThrowingCallable work, Problem.Kind kind, @Nullable String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).as(problem.detail()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    private static void change(Installation it, boolean everybody, List<String> roles, List<String> accounts) {
        it.as(
                "admin",
                () -> it.policies.change(
                        everybody, roles, accounts, it.policies.policy().version()));
    }

    private static boolean owes(Installation it, String user) {
        return it.identities.of(it.user(user), "rest", null, null).mustSetUpSecondFactor();
    }

    private static void setUp(Installation it, String user) {
        it.as(user, () -> {
            SecondFactorSecret begun = it.factors.begin(Installation.PASSWORD.toCharArray());
            it.factors.confirm(it.factorStore.code(
                    Base32.decode(begun.secret()), it.clock.instant().getEpochSecond() / 30));
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whomItConcerns_mayDoNothingButSetOneUp(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            assertThat(it.as("admin", it.policies::policy))
                    .isEqualTo(new SecondFactorPolicy(false, List.of(), List.of(), 1));
            assertThat(owes(it, "admin")).isFalse();
            change(it, false, List.of(BuiltInRoles.VIEWER), List.of());
            assertThat(owes(it, "admin")).isFalse();
            assertThat(owes(it, "norbert")).isFalse();
            it.as("vera", () -> {
                assertThat(it.access.permits("archive:read")).isFalse();
                assertThat(it.access.reach("archive:read").nowhere()).isTrue();
                assertThatThrownBy(() -> it.access.require("archive:read"))
                        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.detail())
                                .isEqualTo("A second factor must be set up first."));
                refused(() -> it.sessionService.sessions(null), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.standIns.standIns(), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.tokens.create("x", List.of(), List.of(), null), Problem.Kind.FORBIDDEN, null);
            });
            assertThat(it.as("admin", () -> it.explanations.explain("vera", "archive:read", null))
                            .verdict())
                    .isEqualTo(Verdict.SECOND_FACTOR_TO_SET_UP);
            setUp(it, "vera");
            assertThat(owes(it, "vera")).isFalse();
            it.as("vera", () -> it.access.require("archive:read"));
            assertThat(it.as("admin", () -> it.explanations.explain("vera", "archive:read", null))
                            .verdict())
                    .isEqualTo(Verdict.GRANTED);
            // whoever loses the telephone is not locked out
            it.as("admin", () -> it.factors.reset("vera"));
            assertThat(owes(it, "vera")).isTrue();
            it.clock.advance(Duration.ofMinutes(2));
            setUp(it, "vera");
            assertThat(owes(it, "vera")).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoIsConcerned(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            change(it, false, List.of(), List.of("north"));
            assertThat(owes(it, "norbert")).isFalse();
            it.as("admin", () -> {
                it.grants.give(new NewGrant("norbert", null, BuiltInRoles.AGENT, "south", null, null, null));
            });
            assertThat(owes(it, "norbert")).isFalse();
            it.as("admin", () -> {
                it.grants.give(new NewGrant("norbert", null, BuiltInRoles.AGENT, "north-shop", null, null, null));
            });
            assertThat(owes(it, "norbert")).isTrue();
            assertThat(owes(it, "vera")).isFalse();
            change(it, true, List.of(), List.of());
            assertThat(owes(it, "vera")).isTrue();
            assertThat(it.identities
                            .vouched(it.user("vera"), "rest", null, null)
                            .mustSetUpSecondFactor())
                    .as("an identity provider asks for its own")
                    .isFalse();
            assertThat(owes(it, "admin")).isTrue();
            refused(() -> change(it, false, List.of(), List.of()), Problem.Kind.FORBIDDEN, null);
            setUp(it, "admin");
            change(it, false, List.of(), List.of());
            assertThat(owes(it, "vera")).isFalse();
            assertThat(it.auditLog.actions()).contains("second-factor-policy.update");
        }
    }

    @Test
    void tokens_goOnWorking() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            String token = it.as("vera", () -> it.tokens.create("x", List.of(), List.of(), null))
                    .secret();
            change(it, true, List.of(), List.of());
            assertThat(it.tokenStore
                            .use(token)
                            .map(usable -> it.identities.of(usable.user(), usable.token(), "rest", null))
                            .orElseThrow()
                            .isBarred())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void change_refusesWhatIsNotThere(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            refused(() -> change(it, false, List.of("nobody"), List.of()), Problem.Kind.INVALID, "roles");
            refused(() -> change(it, false, List.of(), List.of("mars")), Problem.Kind.INVALID, "accounts");
            it.as(
                    "admin",
                    () -> refused(
                            () -> it.policies.change(true, List.of(), List.of(), 7),
                            Problem.Kind.PRECONDITION_FAILED,
                            "If-Match"));
            it.as("vera", () -> refused(it.policies::policy, Problem.Kind.FORBIDDEN, null));
            assertThat(it.as("admin", it.policies::policy).everybody()).isFalse();
            it.as("admin", () -> {
                it.roles.create("clerk", "Users alone", List.of("users:*"));
            });
            change(it, false, List.of("clerk", BuiltInRoles.AGENT), List.of("north", "south"));
            it.as("admin", () -> {
                it.roles.remove("clerk", 1);
                assertThat(it.policies.policy())
                        .isEqualTo(new SecondFactorPolicy(
                                false, List.of(BuiltInRoles.AGENT), List.of("north", "south"), 3));
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void accounts_moveWithAMerge(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            change(it, false, List.of(), List.of("north", "south"));
            RightsOfMerged merged = new RightsOfMerged(it.users, it.duties);
            it.users.database().transact(connection -> merged.merge(connection, "south", "north"));
            assertThat(it.as("admin", it.policies::policy).accounts()).containsExactly("north");
        }
    }
}
