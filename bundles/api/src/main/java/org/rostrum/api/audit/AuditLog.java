package org.rostrum.api.audit;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** The append-only, hash-chained trail of changes. */
public interface AuditLog {
    /**
     * Appends an entry in the thread's transaction, so that it stands or falls with the change it tells of. Who, when and
     * by which door are taken from the current caller and clock. Needs no permission: nobody may avoid it.
     *
     * @param action {@code capability.verb}, such as {@code routing-rule.create}
     * @param subject kind and id of what was changed, such as {@code routing-rule/42}
     * @param accountId the account it concerns; null when it concerns the whole installation
     * @param before JSON of the state before; null for a creation; never carries secrets
     * @param after JSON of the state after; null for a removal; never carries secrets
     */
    void record(
            String action, String subject, @Nullable String accountId, @Nullable String before, @Nullable String after);

    /** Newest first. */
    @RequiresPermission("audit:read")
    CursorPage<AuditEvent> list(AuditFilter filter, @Nullable String cursor, int limit);

    /** Streams all entries, oldest first, without holding them in memory. */
    @RequiresPermission("audit:export")
    void export(Consumer<AuditEvent> consumer);

    /** Recomputes the chain and says where it breaks. */
    @RequiresPermission("audit:verify")
    AuditVerification verify();
}
