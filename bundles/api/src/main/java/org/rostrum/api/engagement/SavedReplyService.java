package org.rostrum.api.engagement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * Answers that were written beforehand. A text may hold the placeholders {@code {contact}}, {@code {agent}}, {@code {account}} and
 * {@code {channel}}, each with what stands there when nothing is known: {@code {contact|there}}.
 */
public interface SavedReplyService {
    /**
     * Ordered by name.
     *
     * @param accountId only those that belong to just this account; null for all that may be read
     * @param text part of the name, the category or a text, whatever its case; null for all
     */
    @RequiresPermission("saved-replies:read")
    CursorPage<SavedReply> list(@Nullable String accountId, @Nullable String text, @Nullable String cursor, int limit);

    @RequiresPermission("saved-replies:read")
    Optional<SavedReply> find(long id);

    /**
     * @throws org.rostrum.api.problem.Problem INVALID naming the field, such as a text with an unknown placeholder; CONFLICT when
     *     the account has one of this name
     */
    @RequiresPermission("saved-replies:change")
    SavedReply create(SavedReplyDraft draft);

    /** @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when somebody else changed it meanwhile; else as {@link #create} */
    @RequiresPermission("saved-replies:change")
    SavedReply update(long id, SavedReplyDraft draft, long expectedVersion);

    @RequiresPermission("saved-replies:change")
    void remove(long id, long expectedVersion);

    /**
     * Those of the conversation's account and of the accounts above it, ordered by name, with their placeholders filled for the
     * caller. The permission counts at the conversation's account; its inbox must be readable, too.
     *
     * @param text as for {@link #list}
     * @param language BCP 47 tag of the text that is wanted most; null for that of what was said last. Where there is none, the
     *     account's languages follow, then any
     * @param limit the most entries
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when the caller may not see the conversation
     */
    @RequiresPermission("saved-replies:read")
    List<OfferedReply> offered(long conversationId, @Nullable String text, @Nullable String language, int limit);
}
