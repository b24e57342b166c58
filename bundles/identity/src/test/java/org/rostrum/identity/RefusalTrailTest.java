package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;

class RefusalTrailTest {
    private static void refuse(Installation it, String user, String permission) {
        assertThatThrownBy(() -> it.as(user, () -> it.access.require(permission)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void refusals_areWritten_oncePerMinuteAndCallerAndPermission() throws InterruptedException {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            RefusalTrail trail = new RefusalTrail(it.access, it.auditLog, it.metrics, it.clock);
            for (int i = 0; i < 100; i++) {
                refuse(it, "vera", "users:write");
            }
            refuse(it, "vera", "audit:read");
            refuse(it, "norbert", "users:write");
            it.clock.advance(Duration.ofSeconds(61));
            refuse(it, "vera", "users:write");
            await().until(() -> it.auditLog.events().size() == 4);
            assertThat(it.auditLog.events())
                    .extracting(event -> event.actor() + " " + event.subject())
                    .containsExactly(
                            "vera permission/users:write",
                            "vera permission/audit:read",
                            "norbert permission/users:write",
                            "vera permission/users:write");
            assertThat(it.auditLog.events()).extracting(AuditEvent::action).containsOnly("access.refuse");
            assertThat(it.metrics.count("rostrum.identity.refusals")).isEqualTo(103);
            trail.stop();
            refuse(it, "norbert", "audit:read");
            assertThat(it.metrics.count("rostrum.identity.refusals")).isEqualTo(103);
        }
    }

    @Test
    void refusal_isWritten_thoughTheTransactionIsRolledBack() throws InterruptedException {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            RefusalTrail trail = new RefusalTrail(it.access, it.auditLog, it.metrics, it.clock);
            assertThatThrownBy(() -> it.as(
                            "vera",
                            () -> it.testDatabase.database().transact(connection -> it.access.require("users:write"))))
                    .isInstanceOf(Problem.class);
            trail.stop();
            assertThat(it.auditLog.actions()).containsExactly("access.refuse");
        }
    }
}
