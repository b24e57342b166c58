package org.rostrum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.TestDatabase;

class AuditHealthTest {
    @Test
    void execute_tellsWhatWasWrittenLast() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcAuditLog log = new JdbcAuditLog(
                    database.database(),
                    FixedAccess.everything(),
                    new ManualClock(Instant.parse("2026-11-21T10:00:00Z")));
            AuditHealth health = new AuditHealth(database.database(), log);
            assertThat(health.execute().toString()).contains("Nothing was written");
            log.record("user.create", "user/jane", null, null, null);
            Result result = health.execute();
            assertThat(result.getStatus()).isEqualTo(Result.Status.OK);
            assertThat(result.toString()).contains("Entry 1 was written at 2026-11-21T10:00:00Z");
        }
    }

    @Test
    void execute_isCritical_whenTheTrailCannotBeRead() {
        TestDatabase database = TestDatabase.derby();
        JdbcAuditLog log =
                new JdbcAuditLog(database.database(), FixedAccess.everything(), new ManualClock(Instant.EPOCH));
        AuditHealth health = new AuditHealth(database.database(), log);
        database.close();
        assertThat(health.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
    }
}
