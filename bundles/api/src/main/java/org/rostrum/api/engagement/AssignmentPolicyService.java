package org.rostrum.api.engagement;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** Who gets the conversations that come in. A change counts for what comes in afterwards, and for what waits for somebody. */
public interface AssignmentPolicyService {
    /**
     * Ordered by id.
     *
     * @param accountId only those that belong to just this account; null for all that may be read
     */
    @RequiresPermission("assignment-policies:read")
    CursorPage<AssignmentPolicy> list(@Nullable String accountId, @Nullable String cursor, int limit);

    @RequiresPermission("assignment-policies:read")
    Optional<AssignmentPolicy> find(long id);

    /**
     * @throws org.rostrum.api.problem.Problem INVALID naming the field, such as somebody who may not read the account's inbox; CONFLICT
     *     when the account has a policy for the same channel, or for all
     */
    @RequiresPermission("assignment-policies:change")
    AssignmentPolicy create(AssignmentPolicyDraft draft);

    /** @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when somebody else changed it meanwhile; else as {@link #create} */
    @RequiresPermission("assignment-policies:change")
    AssignmentPolicy update(long id, AssignmentPolicyDraft draft, long expectedVersion);

    /** What was given by it stays with whoever has it. */
    @RequiresPermission("assignment-policies:change")
    void remove(long id, long expectedVersion);
}
