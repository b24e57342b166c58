package org.rostrum.api.archive;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * The append-only store of everything said to and by the organisation. There is no way to change or remove a row.
 *
 * <p>Only {@link #find} carries the original record; everywhere else the activity has
 * {@link org.rostrum.api.activity.Original#OMITTED}. Conversations can grow together when a missing link arrives late: the
 * one with the smaller id goes on and the other id keeps leading to it.
 */
public interface Archive {
    /**
     * Stores what is new of the intake, threads it into conversations, adds it to the sums and moves the channel's cursor,
     * all in one transaction (the thread's, if there is one). An activity whose (channel, network id) is known already is
     * a duplicate and changes nothing.
     */
    @RequiresPermission("archive:append")
    IntakeResult append(Intake intake);

    /** The channel's cursor as stored with the last intake. */
    @RequiresPermission("archive:append")
    Optional<String> cursor(String channelId);

    @RequiresPermission("archive:read")
    Optional<ArchivedActivity> find(long sequence);

    /** Newest sequence first. */
    @RequiresPermission("archive:read")
    CursorPage<ArchivedActivity> list(ActivityFilter filter, @Nullable String cursor, int limit);

    /** Streams in order of sequence without holding the activities in memory. */
    @RequiresPermission("archive:export")
    void stream(ActivityFilter filter, Consumer<ArchivedActivity> consumer);

    /**
     * The activities that follow a sequence, in order. Sequences are given out in the order of commit and without gaps,
     * so that a reader that remembers the last one it handled misses nothing and sees nothing twice.
     */
    @RequiresPermission("archive:read")
    List<ArchivedActivity> after(long sequence, int limit);

    @RequiresPermission("archive:read")
    Optional<Conversation> conversation(long id);

    /** {@link #conversation} of many, by the ids asked for; those that do not exist are left out. */
    @RequiresPermission("archive:read")
    default Map<Long, Conversation> conversations(Collection<Long> ids) {
        Map<Long, Conversation> found = new HashMap<>();
        for (Long id : ids) {
            conversation(id).ifPresent(conversation -> found.put(id, conversation));
        }
        return found;
    }

    /**
     * The other ids that lead to each of these conversations: those of conversations that grew into it. A conversation
     * into which none has grown is left out.
     *
     * @param ids of conversations that go on
     */
    @RequiresPermission("archive:read")
    default Map<Long, Set<Long>> mergedInto(Collection<Long> ids) {
        return Map.of();
    }

    /** Newest activity first. */
    @RequiresPermission("archive:read")
    CursorPage<Conversation> conversations(ConversationFilter filter, @Nullable String cursor, int limit);

    /** Ordered by id. */
    @RequiresPermission("archive:read")
    CursorPage<Contact> contacts(@Nullable String cursor, int limit);

    @RequiresPermission("archive:read")
    Optional<Contact> contact(long id);

    /**
     * The person outside with whom each of these activities has to do: who said it, or whom it answers. Activities of which
     * that is not known are left out.
     *
     * @param sequences of activities
     * @return by sequence
     */
    @RequiresPermission("archive:read")
    default Map<Long, Contact> contactsOf(Collection<Long> sequences) {
        return Map.of();
    }

    @RequiresPermission("archive:read")
    ArchiveTotals totals();

    /** How far back and forth the activities of these accounts reach, those below them not included; empty when they have none. */
    @RequiresPermission("archive:read")
    default Optional<ArchiveSpan> span(Collection<String> accountIds) {
        return Optional.empty();
    }

    /**
     * Recomputes every hash and every sum, also those that other capabilities keep
     * ({@link org.rostrum.api.rollup.RollupCheck}), and says where they do not fit.
     *
     * @param progress told how many rows were checked so far; may throw to cancel
     */
    @RequiresPermission("archive:verify")
    ArchiveVerification verify(LongConsumer progress);

    /** The last finished {@link #verify} of the whole archive; empty when there was none, or none is remembered. */
    @RequiresPermission("archive:read")
    default Optional<PastVerification> lastVerification() {
        return Optional.empty();
    }

    /**
     * A finished check of the chain.
     *
     * @param at when it ended
     * @param activities how many rows were read
     */
    record PastVerification(Instant at, boolean intact, long activities) {}
}
