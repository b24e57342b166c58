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
        return new JdbcAccounts(database.database(), FixedAccess.everything(), audit, clock);
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

    @Test
    void everything_needsItsPermission() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcAccounts reader =
                    new JdbcAccounts(database.database(), FixedAccess.only("accounts:read"), audit, clock);
            assertThat(reader.list(null, 10).items()).isEmpty();
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> reader.create(child("a", "b")));
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> reader.ensure(child("a", "b")));
            assertProblem(Problem.Kind.FORBIDDEN, null, () -> reader.update("a", "b", ZoneOffset.UTC, 1));
            JdbcAccounts nobody = new JdbcAccounts(database.database(), FixedAccess.anonymous(), audit, clock);
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
