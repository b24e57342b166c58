package org.rostrum.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to show; a null part does not restrict. An asterisk at the end of actor, action or subject stands for any
 * further text, as in {@code session.*}. {@code from} is inclusive, {@code to} exclusive.
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}
