package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant.Share;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.RightsComparison.Change;
import org.rostrum.api.identity.RightsComparison.Scene;

class RightsOfMergedTest {
    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void everyColumnThatNamesAnAccount_isAnsweredFor(Database.Engine engine) {
        try (Installation it = new Installation(engine)) {
            Set<String> found = it.testDatabase.database().read(AccountColumns::ofDatabase);
            assertThat(found).isEqualTo(new RightsOfMerged(it.users, it.duties).columns());
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void grantsAndLimitsOfTokens_goToTheOtherAccount(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            give(it, "norbert", "agent", "north");
            it.as(
                    "admin",
                    () -> it.tokens.create(
                            "script",
                            List.of("archive:read@north", "archive:read@south", "cases:read@north"),
                            List.of(),
                            null));
            RightsOfMerged participant = new RightsOfMerged(it.users, it.duties);
            it.testDatabase.database().transact(connection -> {
                assertThat(participant.shares(connection, "north"))
                        .containsExactly(new Share("grants", 1, true), new Share("limits-of-tokens", 1, true));
                assertThat(participant.conflicts(connection, "north", "south")).isEmpty();
                participant.merge(connection, "north", "south");
            });
            it.as("admin", () -> {
                assertThat(it.grants
                                .list(new GrantFilter("norbert", null, null, null, false), null, 10)
                                .items())
                        .singleElement()
                        .satisfies(grant -> assertThat(grant.accountId()).isEqualTo("south"));
                String limits = it.testDatabase.database().read(connection -> Sql.first(
                                connection,
                                "select permissions from identity_token",
                                row -> row.getString("permissions"))
                        .orElseThrow());
                assertThat(new TreeSet<>(List.of(limits.split(" "))))
                        .containsExactly("archive:read@south", "cases:read@south");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void whatIsSeparatedByDuty_isAConflict_andNothingIsLeftOfTheTrial(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            give(it, "norbert", "manager", "north");
            give(it, "norbert", "integrator", "south");
            it.as("admin", () -> it.exclusions.exclude("reports:mail", "imports:write", "Four eyes"));
            RightsOfMerged participant = new RightsOfMerged(it.users, it.duties);
            it.testDatabase.database().transact(connection -> {
                assertThat(participant.conflicts(connection, "north", "south"))
                        .singleElement()
                        .satisfies(conflict -> {
                            assertThat(conflict.what()).contains("norbert", "Four eyes");
                            assertThat(conflict.remedy()).isNotEmpty();
                        });
                assertThat(Sql.number(connection, "select count(*) from identity_grant where account_id = 'north'"))
                        .isEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void comparison_namesWhoGainsAndWhoLoses(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            give(it, "norbert", "executive", "south");
            give(it, "vera", "executive", null);
            HeldRights rights = new HeldRights(it.grantStore, it.access, it.clock);
            List<Change> changes = it.as(
                    "admin",
                    () -> rights.compare(
                            Set.of("reports:run", "reports:mail"),
                            List.of(
                                    new Scene("north", List.of("north", "acme"), List.of("south", "north", "acme")),
                                    new Scene("south", List.of("south", "acme"), List.of("acme")))));
            assertThat(changes)
                    .containsExactly(
                            new Change("norbert", "north", true, List.of("reports:run")),
                            new Change("norbert", "south", false, List.of("reports:run")));
        }
    }

    private static void give(Installation it, String user, String role, @Nullable String account) {
        it.as("admin", () -> it.grants.give(new NewGrant(user, null, role, account, null, null, null)));
    }
}
