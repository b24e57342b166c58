package org.rostrum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.audit.AuditEvent;

class AuditChainTest {
    private static AuditEvent event(String action, String subject) {
        return event(action, subject, null);
    }

    private static AuditEvent event(String action, String subject, @Nullable String account) {
        return new AuditEvent(
                1,
                Instant.parse("2026-11-21T10:15:30.123456Z"),
                "admin",
                "USER",
                account,
                null,
                "rest",
                "127.0.0.1",
                action,
                subject,
                null,
                null,
                "{}",
                "");
    }

    /** Computed by hand with another tool; a change of it would make every existing trail look forged. */
    @Test
    void hash_neverChanges() {
        assertThat(AuditChain.hash(AuditChain.START, event("user.create", "user/jane")))
                .isEqualTo("3c98586820769a76da1782f3d33b1afb4e20d1579a46b9f3fcfe9c63aa9dafed");
    }

    @Test
    void hash_differs_whenTextMovesFromOneFieldToTheNext() {
        assertThat(AuditChain.hash(AuditChain.START, event("user.create", "user/jane")))
                .isNotEqualTo(AuditChain.hash(AuditChain.START, event("user.createu", "ser/jane")));
    }

    @Test
    void hash_differs_afterAnotherPredecessor() {
        AuditEvent event = event("user.create", "user/jane");
        assertThat(AuditChain.hash("f".repeat(64), event)).isNotEqualTo(AuditChain.hash(AuditChain.START, event));
    }

    @Test
    void hash_coversTheActorsAccount() {
        String without = AuditChain.hash(AuditChain.START, event("user.create", "user/jane"));
        String with = AuditChain.hash(AuditChain.START, event("user.create", "user/jane", "north"));
        assertThat(with)
                .isNotEqualTo(without)
                .isNotEqualTo(AuditChain.hash(AuditChain.START, event("user.create", "user/jane", "south")));
    }
}
