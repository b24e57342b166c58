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
        assertThat(AuditChain.hash(AuditChain.START, event("user.create", "user/jane"), null))
                .isEqualTo("3c98586820769a76da1782f3d33b1afb4e20d1579a46b9f3fcfe9c63aa9dafed");
    }

    @Test
    void hash_differs_whenTextMovesFromOneFieldToTheNext() {
        assertThat(AuditChain.hash(AuditChain.START, event("user.create", "user/jane"), null))
                .isNotEqualTo(AuditChain.hash(AuditChain.START, event("user.createu", "ser/jane"), null));
    }

    @Test
    void hash_differs_afterAnotherPredecessor() {
        AuditEvent event = event("user.create", "user/jane");
        assertThat(AuditChain.hash("f".repeat(64), event, null))
                .isNotEqualTo(AuditChain.hash(AuditChain.START, event, null));
    }

    @Test
    void hash_coversTheActorsAccount() {
        String without = AuditChain.hash(AuditChain.START, event("user.create", "user/jane"), null);
        String with = AuditChain.hash(AuditChain.START, event("user.create", "user/jane", "north"), null);
        assertThat(with)
                .isNotEqualTo(without)
                .isNotEqualTo(AuditChain.hash(AuditChain.START, event("user.create", "user/jane", "south"), null));
    }

    /** Computed by hand with another tool: what is verified years later must be computed as it was. */
    @Test
    void veil_neverChanges() {
        AuditEvent event = event("user.create", "user/jane");
        Veil veil = new Veil(
                "00112233445566778899aabbccddeeff",
                "79202e6a29c04a6928e070f483e6d2f7a3737030b11de69a1a9255b1c19aa985",
                null,
                "41d6b0747d4264eb6cd64bb464162bfe73407407c0234ed0d45c8e83fc1c3ba5");
        assertThat(veil.covers(event)).isTrue();
        assertThat(AuditChain.hash(AuditChain.START, event, veil))
                .isEqualTo("cc5c8ab38bcc16958706b618e302c3a95f6ac6cf10c8becd02e8af57c8ae72d0");
        assertThat(new Veil(null, veil.address(), null, veil.after()).covers(event))
                .isTrue();
        assertThat(new Veil(veil.salt(), veil.address(), veil.after(), veil.after()).covers(event))
                .isFalse();
    }
}
