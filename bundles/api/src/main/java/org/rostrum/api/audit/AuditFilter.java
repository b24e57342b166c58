package org.rostrum.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to show; a null part does not restrict. An asterisk at the end of actor, action or subject stands for any
 * further text, as in {@code session.*}.
 *
 * @param accountId those that concern this account or one below it
 * @param text those whose subject, before or after hold this text; upper and lower case differ
 * @param actedFor true: those of people and tokens that concern another account than the actor's own
 * @param from not before this time
 * @param to before this time
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable String accountId,
        @Nullable String text,
        boolean actedFor,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, false, null, null);
}
