package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How soon conversations of an account and of all accounts below it are to be answered, or done. For each measure the target
 * nearest to the conversation counts: that of its own account before those of accounts above; of one account's, one for the channel
 * before one for all, then one for the priority before one for all.
 *
 * @param channelId only for conversations of this channel; null for all
 * @param priority only for conversations of this priority; null for all
 * @param minutes by measure, 1 to 525,600; at least one
 * @param businessHours whether only time counts in which the conversation's account is open; where nobody has set business hours,
 *     all time counts
 * @param warnPercent of the time, 1 to 99, after which a warning is given; null for none
 * @param escalation what is done after it was missed, in order of time; at most 10
 * @param created time before that does not count: nothing is late at once because a target was made
 */
public record ResponseTarget(
        long id,
        String accountId,
        String name,
        @Nullable String channelId,
        InboxConversation.@Nullable Priority priority,
        Map<ResponseMeasure, Integer> minutes,
        boolean businessHours,
        @Nullable Integer warnPercent,
        List<EscalationStep> escalation,
        Instant created,
        Instant changed,
        long version) {}
