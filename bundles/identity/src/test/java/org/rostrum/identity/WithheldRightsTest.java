package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanation.Effect;
import org.rostrum.api.identity.AccessExplanation.Verdict;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;

/** What the gate does with the ceilings of engagement models. */
class WithheldRightsTest {
    private static final String RULES = "routing-rules:write";

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void aRightHeldBelowTheHub_restsAtOnce_andOneHeldAtTheHubCounts(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.add("hanna", Set.of());
            give(it, "norbert", "account-manager", "north");
            give(it, "hanna", "account-manager", "acme");
            it.as("norbert", () -> {
                assertThat(it.access.permits(RULES, "north-shop")).isTrue();
                it.tree.withholding(RULES, "acme");
                assertThat(it.access.permits(RULES, "north")).isFalse();
                assertThat(it.access.permits(RULES, "north-shop")).isFalse();
                assertThat(it.access.reach(RULES)).isEqualTo(Reach.NOWHERE);
                assertThat(it.access.permits("channels:write", "north")).isTrue();
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> it.access.require(RULES, "north"))
                        .satisfies(problem -> assertThat(problem.remedy())
                                .contains("engagement model")
                                .doesNotContain("acme"));
            });
            it.as("hanna", () -> {
                assertThat(it.access.permits(RULES, "north-shop")).isTrue();
                assertThat(it.access.reach(RULES).accounts())
                        .containsExactlyInAnyOrder("acme", "north", "north-shop", "south");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void administratorsOfEverything_areNeverWithheldAnything(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.tree.withholding(RULES, "acme");
            it.as("admin", () -> {
                assertThat(it.access.permits(RULES, "north-shop")).isTrue();
                assertThat(it.access.permits(RULES)).isTrue();
                assertThat(it.access.reach(RULES)).isEqualTo(Reach.EVERYWHERE);
            });
            assertThat(it.access.<Boolean>asSystem("routing", () -> it.access.permits(RULES, "north")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void limitsOfTokens_areNoGrants(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.tree.withholding(RULES, "acme");
            it.as("admin", () -> it.tokens.create("script", List.of(RULES + "@north"), List.of(), null));
            Identity limited = new Identity(
                    it.identities.of(it.user("admin"), "rest", null, null).caller(),
                    Set.of(),
                    Rights.EVERYTHING,
                    Permissions.rights(List.of(RULES + "@north")),
                    Pending.NOTHING,
                    null);
            it.access.as(limited, () -> {
                assertThat(it.access.permits(RULES, "north")).isTrue();
                assertThat(it.access.permits(RULES, "south")).isFalse();
                return true;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void whyNot_namesTheModel_andWhoseItIsOnlyForWhoMaySeeThatAccount(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            give(it, "norbert", "account-manager", "north");
            it.tree.withholding(RULES, "acme");
            AccessExplanation seen = it.as("admin", () -> it.explanations.explain("norbert", RULES, "north"));
            assertThat(seen.verdict()).isEqualTo(Verdict.WITHHELD);
            assertThat(seen.allowed()).isFalse();
            assertThat(seen.steps()).extracting(AccessExplanation.Step::effect).containsExactly(Effect.WITHHELD);
            assertThat(seen.ceiling())
                    .isEqualTo(new AccessExplanation.Ceiling(EngagementModel.HUB_AND_SPOKE, "acme", "acme"));
            AccessExplanation own = it.as("norbert", () -> it.explanations.explain("norbert", RULES, "north"));
            assertThat(own.ceiling())
                    .isEqualTo(new AccessExplanation.Ceiling(EngagementModel.HUB_AND_SPOKE, null, null));
            assertThat(it.as("norbert", () -> it.explanations.explain("norbert", "channels:write", "north"))
                            .verdict())
                    .isEqualTo(Verdict.GRANTED);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void effectiveRights_leaveOutWhatIsWithheld(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            give(it, "norbert", "account-manager", "north");
            it.tree.withholding(RULES, "acme").withholding("routing-rules:read,write", "acme");
            assertThat(it.as("admin", () -> it.explanations.rights("norbert")))
                    .singleElement()
                    .satisfies(rights -> assertThat(rights.permissions())
                            .contains("routing-rules:read", "channels:read,write")
                            .doesNotContain("routing-rules:read,write", RULES));
        }
    }

    private static void give(Installation it, String user, String role, @Nullable String account) {
        it.as("admin", () -> it.grants.give(new NewGrant(user, null, role, account, null, null, null)));
    }
}
