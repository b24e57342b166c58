package org.rostrum.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.audit.AuditVerification;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.DerbyPlans;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccountTree;
import org.rostrum.testkit.TestDatabase;

class JdbcAuditLogTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final Instant START = Instant.parse("2026-11-21T10:15:30.123456Z");

    private final ManualClock clock = new ManualClock(START);
    private final FixedAccess access = FixedAccess.everything();

    private interface Check {
        void run(Database database, JdbcAuditLog log);
    }

    private void on(Database.Engine engine, Check check) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            check.run(database.database(), new JdbcAuditLog(database.database(), access, clock));
        }
    }

    private static List<AuditEvent> all(JdbcAuditLog log) {
        List<AuditEvent> events = new ArrayList<>();
        log.export(AuditFilter.ALL, events::add);
        return events;
    }

    private static void fill(JdbcAuditLog log, int entries) {
        for (int i = 1; i <= entries; i++) {
            log.record("user.update", "user/" + i, "acme", "{\"n\":" + (i - 1) + "}", "{\"n\":" + i + "}");
        }
    }

    @Test
    void list_putsNoWholeTrailInOrder() {
        on(Database.Engine.DERBY, (database, log) -> {
            fill(log, 500);
            for (AuditFilter filter : List.of(
                    AuditFilter.ALL,
                    new AuditFilter("tester", null, null, null, null, false, null, null),
                    new AuditFilter(null, "user.update", null, null, null, false, null, null))) {
                assertThat(DerbyPlans.mostSorted(database, () -> log.list(filter, null, 20)))
                        .as("%s", filter)
                        .isZero();
                assertThat(DerbyPlans.mostVisited(database, () -> log.list(filter, "400", 20)))
                        .as("%s", filter)
                        .isBetween(20L, 50L);
            }
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void record_keepsWhoWhatWhenAndByWhichDoor(Database.Engine engine) {
        on(engine, (database, log) -> {
            log.record("user.create", "user/zażółć 密码 🔑", "acme", null, "{\"name\":\"x\"}");
            AuditEvent event = all(log).get(0);
            assertThat(event.sequence()).isEqualTo(1);
            assertThat(event.at()).isEqualTo(START);
            assertThat(event.actor()).isEqualTo("tester");
            assertThat(event.actorType()).isEqualTo("USER");
            assertThat(event.tokenId()).isNull();
            assertThat(event.door()).isEqualTo("rest");
            assertThat(event.address()).isEqualTo("127.0.0.1");
            assertThat(event.subject()).isEqualTo("user/zażółć 密码 🔑");
            assertThat(event.accountId()).isEqualTo("acme");
            assertThat(event.before()).isNull();
            assertThat(event.after()).isEqualTo("{\"name\":\"x\"}");
            assertThat(event.hash()).matches("[0-9a-f]{64}");
            assertThat(log.verify().intact()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void record_takesWhatDatabasesCannotHold_andStillVerifies(Database.Engine engine) {
        on(engine, (database, log) -> {
            log.record(
                    "a\0b", "user/" + "x".repeat(298) + "🔑 and more", "y".repeat(100), "\uD83D", "z".repeat(100_000));
            AuditEvent event = all(log).get(0);
            assertThat(event.action()).isEqualTo("a\uFFFDb");
            assertThat(event.subject()).hasSizeLessThanOrEqualTo(300).endsWith("…");
            assertThat(event.accountId()).hasSize(64);
            assertThat(event.before()).isEqualTo("?");
            assertThat(event.after()).hasSize(100_000);
            assertThat(log.verify().intact()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void record_fallsWithTheTransaction_leavingNoGap(Database.Engine engine) {
        on(engine, (database, log) -> {
            fill(log, 2);
            assertThatThrownBy(() -> database.transact(connection -> {
                        log.record("user.remove", "user/1", null, null, null);
                        throw Problem.of(Problem.Kind.CONFLICT, "no");
                    }))
                    .isInstanceOf(Problem.class);
            fill(log, 1);
            assertThat(all(log)).extracting(AuditEvent::sequence).containsExactly(1L, 2L, 3L);
            assertThat(log.verify().intact()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void record_makesOneChain_whenManyWriteAtOnce(Database.Engine engine) {
        on(engine, (database, log) -> {
            ExecutorService many = Executors.newFixedThreadPool(6);
            try {
                List<Future<Boolean>> done = many.invokeAll(IntStream.range(0, 60)
                        .<Callable<Boolean>>mapToObj(i -> () -> {
                            log.record("test.write", "thing/" + i, null, null, null);
                            return Boolean.TRUE;
                        })
                        .toList());
                for (Future<Boolean> one : done) {
                    one.get();
                }
            } catch (Exception failure) {
                throw new AssertionError(failure);
            } finally {
                many.shutdownNow();
            }
            assertThat(all(log))
                    .extracting(AuditEvent::sequence)
                    .containsExactly(
                            IntStream.rangeClosed(1, 60).mapToObj(Long::valueOf).toArray(Long[]::new));
            assertThat(log.verify().intact()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_isContent_withAnEmptyTrail(Database.Engine engine) {
        on(engine, (database, log) -> assertThat(log.verify())
                .isEqualTo(new AuditVerification(true, 0, null, null, AuditChain.START, 0, null, List.of())));
    }

    /** One way to tamper with a trail of five entries, and what is to be said of it. */
    private record Tampering(String sql, long brokenAt, String finding) {}

    private void finds(Database.Engine engine, Tampering... tamperings) {
        on(engine, (database, log) -> {
            fill(log, 5);
            assertThat(log.verify().headHash()).isEqualTo(all(log).get(4).hash());
            for (Tampering tampering : tamperings) {
                assertThatThrownBy(() -> database.transact(connection -> {
                            tamper(database, connection, tampering.sql());
                            AuditVerification verification = log.verify();
                            assertThat(verification.intact())
                                    .as(tampering.sql())
                                    .isFalse();
                            assertThat(verification.finding()).isEqualTo(tampering.finding());
                            assertThat(verification.brokenAt()).isEqualTo(tampering.brokenAt());
                            throw new UndoException();
                        }))
                        .isInstanceOf(UndoException.class);
            }
            assertThat(log.verify().intact()).isTrue();
        });
    }

    private static final class UndoException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** As somebody would who may do everything on the database. */
    private static void tamper(Database database, Connection connection, String sql) throws SQLException {
        if (database.engine() == Database.Engine.POSTGRESQL) {
            Sql.update(connection, "alter table audit_event disable trigger all");
        }
        assertThat(Sql.update(connection, sql)).isPositive();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsEachChangedColumn(Database.Engine engine) {
        finds(
                engine,
                Stream.of(
                                "actor = 'nobody'",
                                "actor_type = 'TOKEN'",
                                "token_id = 7",
                                "door = 'shell'",
                                "address = null",
                                "action = 'user.remove'",
                                "subject = 'user/9'",
                                "account_id = null",
                                "actor_account_id = 'north'",
                                "state_before = '{}'",
                                "state_after = null",
                                "recorded = '2026-11-21 10:15:30.123457'",
                                "hash = '0000000000000000000000000000000000000000000000000000000000000000'",
                                "hash = 'no hash at all'",
                                "hash = ''")
                        .map(change -> new Tampering(
                                "update audit_event set " + change + " where sequence = 3", 3, "entry 3 was changed"))
                        .toArray(Tampering[]::new));
    }

    /** Only PostgreSQL takes them. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsTimesThatNobodyCanWriteDown(Database.Engine engine) {
        if (engine != Database.Engine.POSTGRESQL) {
            return;
        }
        finds(
                engine,
                Stream.of("infinity", "-infinity")
                        .map(time -> new Tampering(
                                "update audit_event set recorded = '" + time + "' where sequence = 3",
                                3,
                                "entry 3 was changed"))
                        .toArray(Tampering[]::new));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsWhatIsMissing(Database.Engine engine) {
        finds(
                engine,
                new Tampering("delete from audit_event where sequence = 1", 1, "entry 1 is missing"),
                new Tampering("delete from audit_event where sequence in (2, 3)", 2, "entries 2 to 3 are missing"),
                new Tampering("delete from audit_event where sequence = 5", 5, "the last entry, 5, is missing"),
                new Tampering("delete from audit_event", 1, "the last entries, 1 to 5, are missing"));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsWhatWasInserted(Database.Engine engine) {
        String copy = "insert into audit_event (sequence, recorded, actor, actor_type, door, action, subject, hash)"
                + " select %d, recorded, actor, actor_type, door, action, subject, hash from audit_event where sequence = 5";
        finds(
                engine,
                new Tampering(copy.formatted(6), 6, "entry 6 was inserted behind the end of the chain"),
                new Tampering(copy.formatted(0), 0, "entry 0 was inserted"));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsThatTheEndWasMoved(Database.Engine engine) {
        finds(
                engine,
                new Tampering(
                        "update audit_head set hash = '" + AuditChain.START + "'",
                        5,
                        "the noted end of the chain does not fit entry 5"),
                new Tampering(
                        "update audit_head set sequence = 4, hash = (select hash from audit_event where sequence = 4)",
                        5,
                        "entry 5 was inserted behind the end of the chain"));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void postgresql_refusesToChangeTheTrail(Database.Engine engine) {
        assumeTrue(engine == Database.Engine.POSTGRESQL);
        on(engine, (database, log) -> {
            fill(log, 1);
            for (String sql : List.of(
                    "update audit_event set actor = 'nobody'", "delete from audit_event", "truncate audit_event")) {
                assertThatThrownBy(() -> database.transact(connection -> Sql.update(connection, sql)))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("append-only");
            }
            assertThat(all(log)).hasSize(1);
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void list_pagesFromTheNewest(Database.Engine engine) {
        on(engine, (database, log) -> {
            fill(log, 5);
            CursorPage<AuditEvent> first = log.list(AuditFilter.ALL, null, 2);
            CursorPage<AuditEvent> second = log.list(AuditFilter.ALL, first.nextCursor(), 2);
            CursorPage<AuditEvent> third = log.list(AuditFilter.ALL, second.nextCursor(), 2);
            assertThat(first.items()).extracting(AuditEvent::sequence).containsExactly(5L, 4L);
            assertThat(second.items()).extracting(AuditEvent::sequence).containsExactly(3L, 2L);
            assertThat(third.items()).extracting(AuditEvent::sequence).containsExactly(1L);
            assertThat(third.nextCursor()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void list_filters(Database.Engine engine) {
        on(engine, (database, log) -> {
            log.record("user.create", "user/a_b", null, null, null);
            clock.advance(Duration.ofHours(1));
            log.record("user.remove", "user/axb", null, null, null);
            clock.advance(Duration.ofHours(1));
            access.runAsSystem("retention", () -> log.record("session.create", "user/a%b", null, null, null));
            assertThat(found(log, new AuditFilter("retention", null, null, null, null, false, null, null)))
                    .containsExactly(3L);
            assertThat(found(log, new AuditFilter(null, "user.*", null, null, null, false, null, null)))
                    .containsExactly(2L, 1L);
            assertThat(found(log, new AuditFilter(null, "user.create", null, null, null, false, null, null)))
                    .containsExactly(1L);
            assertThat(found(log, new AuditFilter(null, null, "user/a_*", null, null, false, null, null)))
                    .containsExactly(1L);
            assertThat(found(log, new AuditFilter(null, null, "user/a%*", null, null, false, null, null)))
                    .containsExactly(3L);
            assertThat(found(log, new AuditFilter(null, null, "user/A*", null, null, false, null, null)))
                    .isEmpty();
            assertThat(found(
                            log,
                            new AuditFilter(
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    false,
                                    START.plus(Duration.ofHours(1)),
                                    START.plus(Duration.ofHours(2)))))
                    .containsExactly(2L);
        });
    }

    private static AuditFilter about(@Nullable String accountId, @Nullable String text, boolean actedFor) {
        return new AuditFilter(null, null, null, accountId, text, actedFor, null, null);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoHoldsItForAccounts_seesWhatConcernsThese_alsoInExportAndWhileFollowing(Database.Engine engine) {
        on(engine, (database, log) -> {
            log.record("account.update", "account/acme", "acme", null, null);
            log.record("account.update", "account/north", "north", null, "{\"name\":\"100% Nórth_\"}");
            log.record("account.update", "account/south", "south", "{\"name\":\"Old\"}", null);
            log.record("user.create", "user/x", null, null, null);
            log.tree = new MemoryAccountTree()
                    .with("acme", null)
                    .with("north", "acme")
                    .with("south", "acme");
            assertThat(found(log, about("acme", null, false))).containsExactly(3L, 2L, 1L);
            assertThat(found(log, about("north", null, false))).containsExactly(2L);
            assertThat(found(log, about("gone", null, false))).isEmpty();
            assertThat(found(log, about(null, "100% Nórth_", false))).containsExactly(2L);
            assertThat(found(log, about(null, "1000 N", false))).isEmpty();
            assertThat(found(log, about(null, "Old", false))).containsExactly(3L);
            assertThat(found(log, about(null, "user/x", false))).containsExactly(4L);

            JdbcAuditLog north =
                    new JdbcAuditLog(database, FixedAccess.at(Set.of("north"), "audit:read", "audit:export"), clock);
            assertThat(found(north, AuditFilter.ALL)).containsExactly(2L);
            assertThat(all(north)).extracting(AuditEvent::sequence).containsExactly(2L);
            assertThat(north.after(0, AuditFilter.ALL, 10))
                    .extracting(AuditEvent::sequence)
                    .containsExactly(2L);
            assertThatThrownBy(north::verify).isInstanceOf(Problem.class);
            assertThat(log.after(2, AuditFilter.ALL, 1))
                    .extracting(AuditEvent::sequence)
                    .containsExactly(3L);
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoActsForAnotherAccount_isRecordedWithBoth(Database.Engine engine) {
        on(engine, (database, log) -> {
            JdbcAuditLog north = new JdbcAuditLog(database, FixedAccess.belongingTo("north"), clock);
            north.record("channel.create", "channel/1", "north", null, null);
            north.record("channel.create", "channel/2", "north-shop", null, null);
            log.record("channel.create", "channel/3", "south", null, null);
            log.record("user.create", "user/x", null, null, null);
            access.runAsSystem("retention", () -> log.record("channel.remove", "channel/1", "north", null, null));

            List<AuditEvent> all = all(log);
            assertThat(all.get(1).actorAccountId()).isEqualTo("north");
            assertThat(all.get(1).accountId()).isEqualTo("north-shop");
            assertThat(all.get(2).actorAccountId()).isNull();
            assertThat(found(log, about(null, null, true))).containsExactly(3L, 2L);
            assertThat(log.verify().intact()).isTrue();
        });
    }

    private static List<Long> found(JdbcAuditLog log, AuditFilter filter) {
        return log.list(filter, null, 50).items().stream()
                .map(AuditEvent::sequence)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void list_tellsBadInput(Database.Engine engine) {
        on(engine, (database, log) -> {
            assertThatThrownBy(() -> log.list(AuditFilter.ALL, "xyz", 50))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.field())
                            .isEqualTo("cursor"));
            assertThatThrownBy(() -> log.list(AuditFilter.ALL, null, 501))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.field())
                            .isEqualTo("limit"));
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void reading_needsPermission_writingDoesNot(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            FixedAccess nobody = FixedAccess.anonymous();
            JdbcAuditLog log = new JdbcAuditLog(database.database(), nobody, clock);
            log.record("session.refuse", "user/unknown", null, null, null);
            List<Consumer<JdbcAuditLog>> reads = List.of(
                    it -> it.list(AuditFilter.ALL, null, 50),
                    it -> it.export(AuditFilter.ALL, event -> {}),
                    JdbcAuditLog::verify);
            for (Consumer<JdbcAuditLog> read : reads) {
                assertThatThrownBy(() -> read.accept(log))
                        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                                .isEqualTo(Problem.Kind.UNAUTHENTICATED));
            }
            assertThat(nobody.asked()).containsExactly("audit:export", "audit:read", "audit:verify");
        }
    }
}
