package org.rostrum.engagement.due;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.ResponseMeasure;
import org.rostrum.api.engagement.ResponseTarget;

/**
 * All targets, as of one change.
 *
 * @param number of that change
 */
record TargetBook(long number, List<ResponseTarget> targets) {
    Optional<ResponseTarget> byId(long id) {
        return targets.stream().filter(target -> target.id() == id).findFirst();
    }

    /**
     * The one that is nearest.
     *
     * @param lineage the conversation's account and those above it
     */
    Optional<ResponseTarget> nearest(ResponseMeasure measure, InboxConversation conversation, List<String> lineage) {
        return targets.stream()
                .filter(target -> target.minutes().containsKey(measure))
                .filter(target -> lineage.contains(target.accountId()))
                .filter(target ->
                        target.channelId() == null || target.channelId().equals(conversation.channelId()))
                .filter(target -> target.priority() == null || target.priority() == conversation.priority())
                .min(Comparator.<ResponseTarget>comparingInt(target -> lineage.indexOf(target.accountId()))
                        .thenComparing(target -> target.channelId() == null)
                        .thenComparing(target -> target.priority() == null)
                        .thenComparingLong(ResponseTarget::id));
    }
}
