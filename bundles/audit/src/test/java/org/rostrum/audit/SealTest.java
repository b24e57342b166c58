package org.rostrum.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.audit.AuditSeal;
import org.rostrum.api.audit.AuditVerification;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.TestDatabase;

/** Signatures over the trail: whoever may change everything in the database cannot make them. */
class SealTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final Duration EVERY = Duration.ofHours(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:15:30.123456Z"));
    private final QueuedTimedWork work = new QueuedTimedWork();

    private JdbcAuditLog log(Database database) {
        return new JdbcAuditLog(database, FixedAccess.everything(), clock);
    }

    private SealTask task(Database database, JdbcAuditLog log, String file) {
        return new SealTask(database, log, work, clock, folder.resolve(file), EVERY);
    }

    private void later(SealTask task) {
        clock.advance(EVERY);
        assertThat(work.runDue(task, clock.instant())).isEqualTo(1);
    }

    private static void fill(JdbcAuditLog log, int entries) {
        for (int i = 0; i < entries; i++) {
            log.record("user.update", "user/" + i, null, null, "{}");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void trail_isSealed_whenItHasGrown_andVerified(Database.Engine engine) throws IOException {
        try (TestDatabase test = TestDatabase.open(engine)) {
            JdbcAuditLog log = log(test.database());
            SealTask task = task(test.database(), log, "key");
            fill(log, 3);
            later(task);
            later(task);
            fill(log, 2);
            later(task);

            List<AuditSeal> seals = log.seals(null, 10).items();
            // the fourth entry tells of the key
            assertThat(seals).extracting(AuditSeal::sequence).containsExactly(6L, 4L);
            AuditSeal seal = seals.get(0);
            assertThat(seal.sealed()).isEqualTo(clock.instant());
            assertThat(SealKey.id(seal.publicKey())).isEqualTo(seal.keyId());
            assertThat(SealKey.fits(seal.publicKey(), seal.signature(), 6, seal.hash(), seal.sealed()))
                    .isTrue();
            AuditVerification verification = log.verify();
            assertThat(verification.intact()).as(verification.finding()).isTrue();
            assertThat(verification.seals()).isEqualTo(2);
            assertThat(verification.sealedUpTo()).isEqualTo(6);
            assertThat(verification.sealKeys()).containsExactly(seal.keyId());
            AuditEvent told = log.list(
                            new AuditFilter(null, "audit.seal-key", null, null, null, false, null, null), null, 5)
                    .items()
                    .get(0);
            assertThat(told.subject()).isEqualTo("audit-seal-key/" + seal.keyId());
            assertThat(Files.getPosixFilePermissions(folder.resolve("key")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(told.after())
                    .doesNotContain(Files.readAllLines(folder.resolve("key")).get(0));
        }
    }

    /** Somebody who may do everything on the database computes the whole chain anew. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void chainThatWasWrittenAnew_isFound(Database.Engine engine) {
        try (TestDatabase test = TestDatabase.open(engine)) {
            JdbcAuditLog log = log(test.database());
            SealTask task = task(test.database(), log, "key");
            fill(log, 3);
            later(task);
            fill(log, 1);
            writeAnew(test.database(), log);
            AuditVerification verification = log.verify();
            assertThat(verification.intact()).isFalse();
            assertThat(verification.brokenAt()).isEqualTo(4);
            assertThat(verification.finding()).contains("written anew");
        }
    }

    private static void writeAnew(Database database, JdbcAuditLog log) {
        List<AuditEvent> events = new java.util.ArrayList<>();
        log.export(AuditFilter.ALL, events::add);
        database.transact(connection -> {
            if (database.engine() == Database.Engine.POSTGRESQL) {
                Sql.update(connection, "alter table audit_event disable trigger all");
            }
            String previous = AuditChain.START;
            for (AuditEvent event : events) {
                AuditEvent forged = new AuditEvent(
                        event.sequence(),
                        event.at(),
                        event.actor(),
                        event.actorType(),
                        event.actorAccountId(),
                        event.tokenId(),
                        event.door(),
                        event.address(),
                        event.action(),
                        event.sequence() == 2 ? "user/forged" : event.subject(),
                        event.accountId(),
                        event.before(),
                        event.after(),
                        "");
                Veil veil = Sql.first(
                                connection,
                                "select * from audit_event where sequence = ?",
                                row -> new Veil(
                                        row.getString("salt"),
                                        row.getString("address_digest"),
                                        row.getString("before_digest"),
                                        row.getString("after_digest")),
                                event.sequence())
                        .orElseThrow();
                previous = AuditChain.hash(previous, forged, veil);
                Sql.update(
                        connection,
                        "update audit_event set subject = ?, hash = ? where sequence = ?",
                        forged.subject(),
                        previous,
                        event.sequence());
            }
            Sql.update(connection, "update audit_head set hash = ? where id = 1", previous);
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void seals_thatWereForged_orCoverWhatIsGone_areFound(Database.Engine engine) {
        try (TestDatabase test = TestDatabase.open(engine)) {
            JdbcAuditLog log = log(test.database());
            SealTask task = task(test.database(), log, "key");
            fill(log, 3);
            later(task);
            for (String change : List.of(
                    "update audit_seal set signature = 'AAAA'",
                    "update audit_seal set signature = 'no base64!'",
                    "update audit_seal set sealed = '2026-11-20 10:15:30.123456'",
                    "update audit_seal_key set public_key = 'AAAA'")) {
                assertFinds(test.database(), log, change, "is forged");
            }
            assertFinds(test.database(), log, "update audit_seal set sequence = 2", "is forged");
            assertFinds(test.database(), log, "update audit_seal set sequence = 9", "is missing");
            assertThat(log.verify().intact()).isTrue();
        }
    }

    private static void assertFinds(Database database, JdbcAuditLog log, String change, String finding) {
        assertThatThrownBy(() -> database.transact(connection -> {
                    assertThat(Sql.update(connection, change)).isPositive();
                    AuditVerification verification = log.verify();
                    assertThat(verification.intact()).as(change).isFalse();
                    assertThat(verification.finding()).as(change).contains(finding);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
    }

    @Test
    void anotherKey_isTold_inTheTrail_andInTheVerification() {
        try (TestDatabase test = TestDatabase.derby()) {
            JdbcAuditLog log = log(test.database());
            fill(log, 1);
            later(task(test.database(), log, "key"));
            fill(log, 1);
            later(task(test.database(), log, "other-key"));
            assertThat(log.verify().sealKeys()).hasSize(2);
            assertThat(log.list(new AuditFilter(null, "audit.seal-key", null, null, null, false, null, null), null, 5)
                            .items())
                    .hasSize(2);
        }
    }

    @Test
    void damagedKeyFile_isToldWithItsRemedy_andNothingIsSealed() throws IOException {
        try (TestDatabase test = TestDatabase.derby()) {
            JdbcAuditLog log = log(test.database());
            SealTask task = task(test.database(), log, "key");
            for (String damaged : List.of("", "x\ny\n", "AAAA\nAAAA\n")) {
                Files.writeString(folder.resolve("key"), damaged);
                assertThatThrownBy(() -> SealKey.in(folder.resolve("key")))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("restore it, or remove it");
            }
            clock.advance(EVERY);
            work.runDue(task, clock.instant());
            assertThat(log.seals(null, 5).items()).isEmpty();
        }
    }

    @Test
    void seals_needThePermission() {
        try (TestDatabase test = TestDatabase.derby()) {
            JdbcAuditLog log = new JdbcAuditLog(test.database(), FixedAccess.only("audit:read"), clock);
            assertThatThrownBy(() -> log.seals(null, 5)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void configuration_sealsEveryHour() {
        SealConfig config = Configs.of(SealConfig.class, java.util.Map.of());
        assertThat(config.everyMinutes()).isEqualTo(60);
        assertThat(config.keyFile()).isEmpty();
    }
}
