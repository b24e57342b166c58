package org.rostrum.accounts.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.accounts.JdbcAccounts;
import org.rostrum.accounts.RememberedTree;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountMerge;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.RightsComparison;
import org.rostrum.api.identity.RightsComparison.Change;
import org.rostrum.api.identity.RightsComparison.Scene;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.PermissionCatalog;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

class JdbcMergesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final PermissionCatalog PERMISSIONS =
            () -> List.of(new PermissionCatalog.Entry("archive:read", List.of()));

    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final List<Change> changes = new ArrayList<>();
    private final List<Scene> scenes = new ArrayList<>();
    private final RightsComparison rights = (permissions, asked) -> {
        scenes.clear();
        scenes.addAll(asked);
        return List.copyOf(changes);
    };

    /** acme with north (with shop) and south. */
    private final class World {
        final RememberedTree tree;
        final JdbcAccounts accounts;
        final JdbcMerges merges;

        World(TestDatabase database, Access access) {
            tree = new RememberedTree(database.database());
            accounts = new JdbcAccounts(tree, FixedAccess.everything(), audit, new ManualClock(NOW));
            merges = new JdbcMerges(tree, access, rights, PERMISSIONS, audit, new ManualClock(NOW));
            merges.participants = List.of(new OwnRows(tree));
            accounts.ensure(new NewAccount("acme", null, "Acme", null));
            accounts.ensure(new NewAccount("north", "acme", "North", null));
            accounts.ensure(new NewAccount("shop", "north", "Shop", null));
            accounts.ensure(new NewAccount("south", "acme", "South", null));
        }

        World(TestDatabase database) {
            this(database, FixedAccess.everything());
        }

        void merge(String from, String into) {
            merges.merge(from, into, merges.preview(from, into).fingerprint());
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void ownTables_areAnsweredFor(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            World world = new World(database);
            assertThat(database.database().read(AccountColumns::ofDatabase))
                    .isEqualTo(new OwnRows(world.tree).columns());
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_movesChildren_andTheOldIdTellsWhereItWent(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            World world = new World(database);
            AccountMerge preview = world.merges.preview("north", "south");
            assertThat(preview.children()).containsExactly("shop");
            assertThat(preview.conflicts()).isEmpty();
            assertThat(world.accounts.find("north"))
                    .as("a preview changes nothing")
                    .isPresent();
            assertThat(scenes)
                    .contains(
                            new Scene(
                                    "shop",
                                    List.of("shop", "north", "acme"),
                                    List.of("shop", "south", "north", "acme")),
                            new Scene("south", List.of("south", "acme"), List.of("south", "north", "acme")));

            world.merges.merge("north", "south", preview.fingerprint());
            assertThat(world.accounts.find("north")).isEmpty();
            assertThat(world.accounts.former("north").map(Account::mergedInto)).contains("south");
            assertThat(world.accounts.find("shop").map(Account::parentId)).contains("south");
            assertThat(world.accounts.children("acme")).extracting(Account::id).containsExactly("south");
            assertThat(world.tree.lineage("north")).containsExactly("north", "south", "acme");
            assertThat(world.tree.subtree(Set.of("south"))).containsExactlyInAnyOrder("south", "north", "shop");
            assertThat(world.tree.mergedInto("north")).contains("south");
            assertThat(world.tree.former("south")).containsExactly("north");
            assertThat(world.accounts
                            .ensure(new NewAccount("north", "acme", "North", null))
                            .id())
                    .isEqualTo("south");
            assertThat(audit.actions()).contains("account.merge");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_goesOn_whenTheOtherOneIsMergedToo(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            World world = new World(database);
            world.merge("shop", "north");
            world.merge("north", "south");
            assertThat(world.tree.mergedInto("shop")).contains("south");
            assertThat(world.tree.former("south")).containsExactly("north", "shop");
            assertThat(world.tree.lineage("shop")).containsExactly("shop", "south", "acme");
            refused(Problem.Kind.NOT_FOUND, () -> world.merges.preview("shop", "acme"));
            refused(Problem.Kind.INVALID, () -> world.merges.preview("south", "shop"));
            refused(Problem.Kind.INVALID, () -> world.accounts.move("south", "shop", 1));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_isRefused_whenSomebodyElseGainsMeanwhile(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            World world = new World(database);
            String seen = world.merges.preview("north", "south").fingerprint();
            changes.add(new Change("eve", "north", true, List.of("archive:read")));
            refused(Problem.Kind.CONFLICT, () -> world.merges.merge("north", "south", seen));
            assertThat(world.accounts.find("north")).isPresent();
            world.merge("north", "south");
            assertThat(world.accounts.find("north")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_isRefused_belowItself_intoItself_andIntoNothing(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            World world = new World(database);
            assertThat(world.merges.preview("north", "shop").conflicts()).hasSize(1);
            refused(Problem.Kind.CONFLICT, () -> world.merge("north", "shop"));
            refused(Problem.Kind.INVALID, () -> world.merges.preview("north", "north"));
            refused(Problem.Kind.INVALID, () -> world.merges.preview("north", "nowhere"));
            refused(Problem.Kind.NOT_FOUND, () -> world.merges.preview("nowhere", "north"));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_isRefused_whileAColumnIsForgotten(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            World world = new World(database);
            database.database()
                    .transact(connection -> Sql.update(connection, "create table moon_phase (account_id varchar(64))"));
            assertThat(world.merges.preview("north", "south").conflicts())
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.what()).contains("moon_phase.account_id"));
            refused(Problem.Kind.CONFLICT, () -> world.merge("north", "south"));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_leavesNothingBehind_whenOnePartFails(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            World world = new World(database);
            world.merges.participants = List.of(new OwnRows(world.tree), new Failing());
            refused(Problem.Kind.CONFLICT, () -> world.merge("north", "south"));
            assertThat(world.accounts.find("north")).isPresent();
            assertThat(world.tree.lineage("shop")).containsExactly("shop", "north", "acme");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void merge_isForTheWholeInstallation(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            World world = new World(database, FixedAccess.at(Set.of("acme", "north", "south"), "accounts:write"));
            refused(Problem.Kind.FORBIDDEN, () -> world.merges.preview("north", "south"));
            refused(Problem.Kind.FORBIDDEN, () -> world.merges.merge("north", "south", "x"));
        }
    }

    private static final class Failing implements AccountMergeParticipant {
        @Override
        public String capability() {
            return "zebra";
        }

        @Override
        public Set<String> columns() {
            return Set.of();
        }

        @Override
        public List<Share> shares(Connection connection, String from) {
            return List.of();
        }

        @Override
        public void merge(Connection connection, String from, String into) throws SQLException {
            Sql.update(connection, "update accounts_account set name = 'x' where id = ?", from);
            throw Problem.of(Problem.Kind.CONFLICT, "Not today.");
        }
    }

    private static void refused(Problem.Kind kind, Runnable work) {
        assertThatExceptionOfType(Problem.class).isThrownBy(work::run).satisfies(problem -> assertThat(problem.kind())
                .isEqualTo(kind));
    }
}
