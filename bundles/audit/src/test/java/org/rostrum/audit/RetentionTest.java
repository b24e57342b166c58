package org.rostrum.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.audit.AuditVerification;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.TestDatabase;

/** Details go when their time is over, and the trail can be verified all the same. */
class RetentionTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final String REMOVE =
            "update audit_event set address = null, state_before = null, state_after = null, salt = null,"
                    + " removed = '2026-11-20 10:15:30.123456' where sequence = 2";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:15:30.123456Z"));
    private final QueuedTimedWork work = new QueuedTimedWork();

    private JdbcAuditLog log(TestDatabase test) {
        return new JdbcAuditLog(test.database(), FixedAccess.everything(), clock);
    }

    private RetentionTask task(TestDatabase test, JdbcAuditLog log, int days) {
        return new RetentionTask(test.database(), log, work, FixedAccess.everything(), clock, days, 2);
    }

    private static void fill(JdbcAuditLog log, int entries) {
        for (int i = 0; i < entries; i++) {
            log.record("user.update", "user/" + i, "acme", "{\"mail\":\"jane@acme.example\"}", "{}");
        }
    }

    private static List<AuditEvent> all(JdbcAuditLog log) {
        List<AuditEvent> events = new ArrayList<>();
        log.export(AuditFilter.ALL, events::add);
        return events;
    }

    private static @Nullable String column(TestDatabase test, String column, long sequence) {
        return test.database()
                .read(connection -> Sql.first(
                        connection,
                        "select " + column + " from audit_event where sequence = ?",
                        row -> String.valueOf(row.getString(column)),
                        sequence))
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void details_goAfterTheirTime_theRestStays_andVerifies(Database.Engine engine) {
        try (TestDatabase test = TestDatabase.open(engine)) {
            JdbcAuditLog log = log(test);
            fill(log, 5);
            clock.advance(Duration.ofDays(300));
            fill(log, 2);
            clock.advance(Duration.ofDays(100));
            RetentionTask task = task(test, log, 365);
            work.runDue(task, clock.instant());

            List<AuditEvent> events = all(log);
            // in pieces of two, each with an entry that says so
            assertThat(events).hasSize(10);
            for (AuditEvent old : events.subList(0, 5)) {
                assertThat(old.address()).isNull();
                assertThat(old.before()).isNull();
                assertThat(old.after()).isEqualTo("{\"detailsRemoved\":\"" + clock.instant() + "\"}");
                assertThat(old.actor()).isEqualTo("tester");
                assertThat(column(test, "salt", old.sequence())).isEqualTo("null");
                assertThat(column(test, "state_before", old.sequence())).isEqualTo("null");
            }
            assertThat(events.get(5).before()).contains("jane@acme.example");
            assertThat(events.get(9).action()).isEqualTo("audit.remove-details");
            assertThat(events.get(9).after()).isEqualTo("{\"upTo\":5,\"entries\":1}");
            AuditVerification verification = log.verify();
            assertThat(verification.intact()).as(verification.finding()).isTrue();

            clock.advance(Duration.ofDays(1));
            assertThat(work.runDue(task, clock.instant())).isEqualTo(1);
            assertThat(all(log)).as("nothing more was to be done").hasSize(10);

            // what says how far it went is not removed itself
            clock.advance(Duration.ofDays(1_000));
            work.runDue(task, clock.instant());
            List<AuditEvent> later = all(log);
            assertThat(later.get(9).after()).isEqualTo("{\"upTo\":5,\"entries\":1}");
            // never for what is yet to come
            assertThat(later.get(10).after()).isEqualTo("{\"upTo\":7,\"entries\":2}");
            assertThat(later).hasSize(11);
            assertThat(log.verify().intact()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void withoutARule_everythingStays(Database.Engine engine) {
        try (TestDatabase test = TestDatabase.open(engine)) {
            JdbcAuditLog log = log(test);
            fill(log, 3);
            clock.advance(Duration.ofDays(36_000));
            assertThat(work.runDue(task(test, log, 0), clock.instant())).isEqualTo(1);
            assertThat(all(log)).hasSize(3).allMatch(event -> event.before() != null);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void details_thatSomebodyElseRemoved_orChanged_areFound(Database.Engine engine) {
        try (TestDatabase test = TestDatabase.open(engine)) {
            JdbcAuditLog log = log(test);
            fill(log, 3);
            assertFinds(test, log, REMOVE, "the details of entry 2 were removed, and no entry says so");

            clock.advance(Duration.ofDays(400));
            work.runDue(task(test, log, 365), clock.instant());
            assertThat(log.verify().intact()).isTrue();
            for (String change : List.of(
                    "update audit_event set state_after = '{}' where sequence = 2",
                    "update audit_event set removed = null where sequence = 2",
                    "update audit_event set before_digest = after_digest where sequence = 2",
                    "update audit_event set address_digest = null where sequence = 2")) {
                assertFinds(test, log, change, "entry 2 was");
            }
        }
    }

    private static void assertFinds(TestDatabase test, JdbcAuditLog log, String change, String finding) {
        assertThatThrownBy(() -> test.database().transact(connection -> {
                    if (test.database().engine() == Database.Engine.POSTGRESQL) {
                        Sql.update(connection, "alter table audit_event disable trigger all");
                    }
                    assertThat(Sql.update(connection, change)).isEqualTo(1);
                    AuditVerification verification = log.verify();
                    assertThat(verification.intact()).as(change).isFalse();
                    assertThat(verification.finding()).as(change).contains(finding);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
    }

    @Test
    void numberBelowZero_isRefused_withWhatIsPossible() {
        try (TestDatabase test = TestDatabase.derby()) {
            JdbcAuditLog log = log(test);
            assertThatThrownBy(() -> task(test, log, -1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("detailsDays = -1");
        }
    }
}
