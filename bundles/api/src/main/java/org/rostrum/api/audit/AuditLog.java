package org.rostrum.api.audit;

import java.util.List;
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

    /** Newest first; whoever holds the permission for some accounts sees what concerns these. */
    @RequiresPermission("audit:read")
    CursorPage<AuditEvent> list(AuditFilter filter, @Nullable String cursor, int limit);

    /**
     * What was recorded after an entry, oldest first: to follow the trail while it grows.
     *
     * @param sequence of the last entry that was seen; 0 to begin with the first
     */
    @RequiresPermission("audit:read")
    List<AuditEvent> after(long sequence, AuditFilter filter, int limit);

    /** Streams entries, oldest first, without holding them in memory. */
    @RequiresPermission("audit:export")
    void export(AuditFilter filter, Consumer<AuditEvent> consumer);

    /** The signatures over the trail, newest first. */
    @RequiresPermission("audit:verify")
    CursorPage<AuditSeal> seals(@Nullable String cursor, int limit);

    /** Recomputes the chain, checks the signatures over it, and says where it breaks. */
    @RequiresPermission("audit:verify")
    AuditVerification verify();
}
