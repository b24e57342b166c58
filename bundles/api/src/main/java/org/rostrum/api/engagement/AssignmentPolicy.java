package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the conversations of an account and of all accounts below it when they come into the inbox. The policy nearest to the
 * conversation counts: that of its own account before those of accounts above; of one account's, one for the channel before one for
 * all.
 *
 * @param channelId only for conversations of this channel; null for all
 * @param people at most 100; empty with NONE
 * @param skipsAbsent whether those who have switched themselves away are left out
 * @param replacesAbsent whether a conversation that is opened again gets somebody else when whoever saw to it is away
 */
public record AssignmentPolicy(
        long id,
        String accountId,
        String name,
        @Nullable String channelId,
        AssignmentStrategy strategy,
        List<AssignmentPerson> people,
        boolean skipsAbsent,
        boolean replacesAbsent,
        Instant created,
        Instant changed,
        long version) {
    public AssignmentPolicy {
        people = List.copyOf(people);
    }
}
