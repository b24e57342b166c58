package org.rostrum.api.engagement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * How soon conversations are to be answered and done. A change counts for conversations that go on within moments: their times are
 * computed anew, by the hours that are set now.
 */
public interface ResponseTargetService {
    /**
     * Ordered by id.
     *
     * @param accountId only those that belong to just this account; null for all that may be read
     */
    @RequiresPermission("slas:read")
    CursorPage<ResponseTarget> list(@Nullable String accountId, @Nullable String cursor, int limit);

    @RequiresPermission("slas:read")
    Optional<ResponseTarget> find(long id);

    /**
     * @throws org.rostrum.api.problem.Problem INVALID naming the field; CONFLICT when the account has a target for the same
     *     conversations and one of the measures
     */
    @RequiresPermission("slas:change")
    ResponseTarget create(ResponseTargetDraft draft);

    /** @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when somebody else changed it meanwhile; else as {@link #create} */
    @RequiresPermission("slas:change")
    ResponseTarget update(long id, ResponseTargetDraft draft, long expectedVersion);

    @RequiresPermission("slas:change")
    void remove(long id, long expectedVersion);

    /**
     * What was and is measured of a conversation, the oldest first.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when the caller may not see the conversation
     */
    @RequiresPermission("inbox:read")
    List<ResponseClock> clocks(long conversationId);
}
