package org.rostrum.api.engagement;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * The inbox: conversations in which somebody outside has spoken, with what people do about them. Whoever may not read an
 * account's inbox does not learn of its conversations.
 */
public interface InboxService {
    /** Newest activity first. */
    @RequiresPermission("inbox:read")
    CursorPage<InboxConversation> list(InboxFilter filter, @Nullable String cursor, int limit);

    /** Those in which something is due, what is or was due first coming first; otherwise as {@link #list}. */
    @RequiresPermission("inbox:read")
    CursorPage<InboxConversation> listByDue(InboxFilter filter, @Nullable String cursor, int limit);

    /** How many there are of each status, the accounts' that may be read. */
    @RequiresPermission("inbox:read")
    Map<InboxConversation.Status, Long> counts(InboxFilter filter);

    /** By its id, or that of a conversation that became part of it. */
    @RequiresPermission("inbox:read")
    Optional<InboxConversation> find(long id);

    /**
     * Changes a conversation.
     *
     * @param expectedVersion what the caller has seen
     * @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when somebody else was first; INVALID naming the field when the
     *     assignee may not read the conversation, or a snooze has no time in the future
     */
    @RequiresPermission("inbox:work")
    InboxConversation change(long id, InboxChange change, long expectedVersion);

    /**
     * Changes several conversations alike. Those that cannot be changed are told and stay as they were, the others are changed
     * together.
     *
     * @param targets 1 to 500; each conversation is changed once
     * @throws org.rostrum.api.problem.Problem when none could be changed: why the first could not
     */
    @RequiresPermission("inbox:work")
    InboxBulkResult changeAll(List<InboxTarget> targets, InboxChange change);

    /** What was done, oldest first. */
    @RequiresPermission("inbox:read")
    List<InboxEvent> events(long id);

    /**
     * Waits for a change and tells of it once.
     *
     * @param after the last change that the caller knows of; null to be told its number at once
     * @param most how long to wait, a minute at most; with nothing new, the answer is empty then
     * @return completes on a thread that must not be kept; what the caller may read is decided when it is called
     */
    @RequiresPermission("inbox:read")
    CompletionStage<InboxNews> news(@Nullable Long after, Duration most);

    /**
     * Writes something down that nobody outside reads. Users whose name it has behind an {@code @} and who may read the conversation
     * find it among those in which they are mentioned.
     *
     * @param text 1 to 4,000 characters
     */
    @RequiresPermission("inbox:work")
    InboxEvent note(long id, String text);

    /**
     * Shows what would become of a reply, and whether the channel takes it.
     *
     * @param text also a part of one, or none
     */
    @RequiresPermission("inbox:reply")
    InboxReplyPreview preview(long id, String text);

    /**
     * Answers what was said last from outside, by the channel it came through, exactly once; the conversation waits for the
     * customer then. What became of it is told by {@link #events}.
     *
     * @throws org.rostrum.api.problem.Problem INVALID naming the field, such as a text that is too long for the network;
     *     CONFLICT when the channel cannot reply, or somebody else has answered since what the author has seen
     */
    @RequiresPermission("inbox:reply")
    InboxEvent reply(long id, InboxReply reply);

    /**
     * Sends a reply of one's own once more that could not be delivered.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when the caller wrote no such reply; CONFLICT when it does not wait for this
     */
    @RequiresPermission("inbox:reply")
    void retry(long id, long deliveryId);
}
