package org.rostrum.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.data.Database;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

class JdbcAccountsTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123456Z");

    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final Clock clock = new ManualClock(NOW);

    private JdbcAccounts accounts(TestDatabase database) {
        return new JdbcAccounts(new RememberedTree(database.database()), FixedAccess.everything(), audit, clock);
    }

    private static NewAccount child(String name, String parent) {
        return new NewAccount(null, parent, name, null);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void create_makesIdOfName_inheritsZone_andIsAudited(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAccounts accounts = accounts(database);
            accounts.create(new NewAccount("acme", null, "Acme", ZoneId.of("Europe/Warsaw")));
            Account north = accounts.create(child("Północ & Żuławy", "acme"));
            assertThat(north.id()).isEqualTo("po-noc-zu-awy");
            assertThat(accounts.find("po-noc-zu-awy")).contains(north);
            assertThat(north.zone()).isEqualTo(ZoneId.of("Europe/Warsaw"));
            assertThat(north.created()).isEqualTo(NOW);
            assertThat(audit.actions()).containsExactly("account.create", "account.create");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void create_refusesTakenId_unknownParent_andBadNames(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAccounts accounts = accounts(database);
            accounts.create(new NewAccount("acme", null, "Acme", null));
            assertProblem(Problem.Kind.CONFLICT, "id", () -> accounts.create(new NewAccount("acme", null, "B", null)));
            assertProblem(Problem.Kind.INVALID, "parentId", () -> accounts.create(child("North", "nowhere")));
            assertProblem(Problem.Kind.INVALID, "name", () -> accounts.create(new NewAccount("x", null, "  ", null)));
            assertProblem(Problem.Kind.INVALID, "id", () -> accounts.create(new NewAccount(null, null, "中文", null)));
            for (String bad : List.of("a\0b", "a\nb", "a\u0007", "\ud83d", "x".repeat(201))) {
                assertProblem(
                        Problem.Kind.INVALID, "name", () -> accounts.create(new NewAccount("x", null, bad, null)));
                assertProblem(
                        Problem.Kind.INVALID, "name", () -> accounts.update("acme", bad, ZoneId.of("Asia/Tokyo"), 1));
            }
            assertThat(accounts.find("acme").orElseThrow().zone().getId()).isEqualTo("UTC");
            assertThat(accounts.list(null, 10).items()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", "a-", "a b", "a/b", "../a", "ä"})
    void create_refusesIdsThatAreNone(String id) {
        assertProblem(Problem.Kind.INVALID, "id", () -> AccountId.of(new NewAccount(id, null, "Name", null)));
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void ensure_givesOneAccount_whenManyAskAtOnce(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAccounts accounts = accounts(database);
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                Callable<Account> ask = () -> accounts.ensure(new NewAccount("acme", null, "Acme", null));
                List<Account> got = new ArrayList<>();
                for (Future<Account> answer : pool.invokeAll(java.util.Collections.nCopies(32, ask))) {
                    got.add(answer.get());
                }
                assertThat(Set.copyOf(got)).hasSize(1);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void update_needsTheVersionThatIs(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAccounts accounts = accounts(database);
            accounts.create(new NewAccount("acme", null, "Acme", null));
            Account changed = accounts.update("acme", "Acme Ltd", ZoneId.of("Asia/Tokyo"), 1);
            assertThat(changed.version()).isEqualTo(2);
            assertThat(accounts.find("acme")).contains(changed);
            assertProblem(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> accounts.update("acme", "Other", ZoneOffset.UTC, 1));
            assertThat(audit.actions()).containsExactly("account.create", "account.update");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void list_pagesThroughAll_andSubtreeHasEverythingBelow(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAccounts accounts = accounts(database);
            accounts.create(new NewAccount("top", null, "Top", null));
            accounts.create(new NewAccount("other", null, "Other", null));
            for (int i = 0; i < 5; i++) {
                accounts.create(new NewAccount("mid-" + i, "top", "Mid", null));
                accounts.create(new NewAccount("leaf-" + i, "mid-" + i, "Leaf", null));
            }
            List<String> seen = new ArrayList<>();
            String cursor = null;
            do {
                CursorPage<Account> page = accounts.list(cursor, 5);
                page.items().forEach(account -> seen.add(account.id()));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(seen).hasSize(12).isSorted().doesNotHaveDuplicates();
            assertThat(accounts.subtree("top")).hasSize(11).doesNotContain("other");
            assertThat(accounts.subtree("mid-1")).containsExactly("mid-1", "leaf-1");
            assertThat(accounts.subtree("nowhere")).isEmpty();
            assertThat(accounts.children("top")).hasSize(5);
        }
    }

    private JdbcAccounts accounts(TestDatabase database, FixedAccess access) {
        return new JdbcAccounts(new RememberedTree(database.database()), access, audit, clock);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void whoHoldsItForAnAccount_seesDownTheTree_neverSidewaysOrUp(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAccounts all = accounts(database);
            all.create(new NewAccount("acme", null, "Acme", null));
            all.create(new NewAccount("north", "acme", "North", null));
            all.create(new NewAccount("south", "acme", "South", null));
            all.create(new NewAccount("shop", "north", "Shop", null));
            JdbcAccounts north =
                    accounts(database, FixedAccess.at(Set.of("north", "shop"), "accounts:read", "accounts:write"));

            assertThat(north.list(null, 50).items()).extracting(Account::id).containsExactly("north", "shop");
            assertThat(north.list(null, 1).nextCursor()).isNotNull();
            assertThat(north.find("shop")).map(Account::parentId).contains("north");
            // who is above stays unknown
            assertThat(north.find("north").orElseThrow().parentId()).isNull();
            assertThat(north.list(null, 50).items().get(0).parentId()).isNull();
            assertThat(north.find("acme")).isEmpty();
            assertThat(north.find("south")).isEmpty();
            assertThat(north.children("north")).extracting(Account::id).containsExactly("shop");
            assertThat(north.children("acme")).isEmpty();
            assertThat(north.subtree("acme")).containsExactlyInAnyOrder("north", "shop");

            assertThat(north.update("shop", "Shop 2", ZoneOffset.UTC, 1).parentId())
                    .isEqualTo("north");
            assertProblem(Problem.Kind.NOT_FOUND, null, () -> north.update("south", "x", ZoneOffset.UTC, 1));
            assertProblem(Problem.Kind.NOT_FOUND, null, () -> north.update("acme", "x", ZoneOffset.UTC, 1));
            assertThat(north.create(new NewAccount("kiosk", "shop", "Kiosk", null))
                            .parentId())
                    .isEqualTo("shop");
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> north.create(new NewAccount("x", "south", "x", null)));
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> north.create(new NewAccount("x", null, "x", null)));
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> north.ensure(new NewAccount("south", "acme", "x", null)));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void move_takesWhatIsBelowAlong_andRefusesCircles(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RememberedTree tree = new RememberedTree(database.database());
            JdbcAccounts accounts = new JdbcAccounts(tree, FixedAccess.everything(), audit, clock);
            RememberedTree otherNode = new RememberedTree(database.database());
            accounts.create(new NewAccount("acme", null, "Acme", null));
            accounts.create(new NewAccount("north", "acme", "North", null));
            accounts.create(new NewAccount("south", "acme", "South", null));
            accounts.create(new NewAccount("shop", "north", "Shop", null));
            assertThat(otherNode.lineage("shop")).containsExactly("shop", "north", "acme");

            Account moved = accounts.move("north", "south", 1);

            assertThat(moved.parentId()).isEqualTo("south");
            assertThat(moved.version()).isEqualTo(2);
            assertThat(tree.lineage("shop")).containsExactly("shop", "north", "south", "acme");
            assertThat(tree.subtree(Set.of("south"))).containsExactlyInAnyOrder("south", "north", "shop");
            otherNode.refresh();
            assertThat(otherNode.lineage("shop")).containsExactly("shop", "north", "south", "acme");
            assertThat(audit.actions()).endsWith("account.move");
            assertProblem(Problem.Kind.CONFLICT, "parentId", () -> accounts.move("south", "shop", 1));
            assertProblem(Problem.Kind.CONFLICT, "parentId", () -> accounts.move("south", "south", 1));
            assertProblem(Problem.Kind.PRECONDITION_FAILED, "If-Match", () -> accounts.move("north", "acme", 1));
            assertProblem(Problem.Kind.INVALID, "parentId", () -> accounts.move("north", "nowhere", 2));
            assertProblem(Problem.Kind.NOT_FOUND, null, () -> accounts.move("nowhere", "acme", 1));
            assertThat(accounts.move("north", null, 2).parentId()).isNull();
            assertThat(tree.lineage("shop")).containsExactly("shop", "north");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void move_isTakenBack_whenAnotherPartRefusesIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RememberedTree tree = new RememberedTree(database.database());
            JdbcAccounts accounts = new JdbcAccounts(tree, FixedAccess.everything(), audit, clock);
            for (String account : List.of("north", "south", "shop")) {
                accounts.create(new NewAccount(account, null, account, null));
            }
            List<List<String>> seen = new ArrayList<>();
            accounts.moveParticipants = List.of((connection, id) -> {
                seen.add(tree.lineage(id));
                if (tree.lineage(id).contains("south")) {
                    throw Problem.of(Problem.Kind.CONFLICT, "Not there.");
                }
            });
            accounts.move("shop", "north", 1);
            assertProblem(Problem.Kind.CONFLICT, null, () -> accounts.move("shop", "south", 2));
            assertThat(seen).containsExactly(List.of("shop", "north"), List.of("shop", "south"));
            assertThat(tree.lineage("shop")).containsExactly("shop", "north");
        }
    }

    /** Who holds anything above gains it by a move. */
    @Test
    void move_isForTheWholeInstallation() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcAccounts all = accounts(database);
            for (String brand : List.of("north", "south")) {
                all.create(new NewAccount(brand, null, brand, null));
                all.create(new NewAccount(brand + "-shop", brand, brand, null));
            }
            JdbcAccounts both = accounts(
                    database, FixedAccess.at(Set.of("north", "north-shop", "south", "south-shop"), "accounts:write"));
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> both.move("north-shop", "south", 1));
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> both.move("north-shop", null, 1));
            assertThat(all.move("north-shop", "south", 1).parentId()).isEqualTo("south");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void tree_knowsWhatTheTransactionHasMade_andForgetsWhatWasRolledBack(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RememberedTree tree = new RememberedTree(database.database());
            JdbcAccounts accounts = new JdbcAccounts(tree, FixedAccess.everything(), audit, clock);
            accounts.create(new NewAccount("acme", null, "Acme", null));
            assertThat(tree.lineage("acme")).containsExactly("acme");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> database.database().transact(connection -> {
                        accounts.create(new NewAccount("north", "acme", "North", null));
                        assertThat(tree.lineage("north")).containsExactly("north", "acme");
                        assertThat(tree.subtree(Set.of("acme"))).containsExactlyInAnyOrder("acme", "north");
                        throw new IllegalStateException("rolled back");
                    }));
            tree.refresh();
            assertThat(tree.lineage("north")).isEmpty();
            assertThat(tree.subtree(Set.of("acme", "nowhere"))).containsExactly("acme");
        }
    }

    @Test
    void everything_needsItsPermission() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcAccounts reader = new JdbcAccounts(
                    new RememberedTree(database.database()), FixedAccess.only("accounts:read"), audit, clock);
            assertThat(reader.list(null, 10).items()).isEmpty();
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> reader.create(child("a", "b")));
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> reader.ensure(child("a", "b")));
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> reader.update("a", "b", ZoneOffset.UTC, 1));
            JdbcAccounts nobody =
                    new JdbcAccounts(new RememberedTree(database.database()), FixedAccess.anonymous(), audit, clock);
            assertProblem(Problem.Kind.UNAUTHENTICATED, null, () -> nobody.list(null, 10));
            assertProblem(Problem.Kind.UNAUTHENTICATED, null, () -> nobody.find("a"));
            assertProblem(Problem.Kind.UNAUTHENTICATED, null, () -> nobody.children("a"));
            assertProblem(Problem.Kind.UNAUTHENTICATED, null, () -> nobody.subtree("a"));
        }
    }

    private static void assertProblem(
            Problem.Kind kind,
            @org.jspecify.annotations.Nullable String field,
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }
}
