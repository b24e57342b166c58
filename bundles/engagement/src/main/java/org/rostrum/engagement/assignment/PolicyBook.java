package org.rostrum.engagement.assignment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rostrum.api.engagement.AssignmentPolicy;

/**
 * All policies, as of one change.
 *
 * @param number of that change
 */
record PolicyBook(long number, List<AssignmentPolicy> policies) {
    /**
     * The one that is nearest.
     *
     * @param lineage the conversation's account and those above it
     */
    Optional<AssignmentPolicy> nearest(String channelId, List<String> lineage) {
        return policies.stream()
                .filter(policy -> lineage.contains(policy.accountId()))
                .filter(policy ->
                        policy.channelId() == null || policy.channelId().equals(channelId))
                .min(Comparator.<AssignmentPolicy>comparingInt(policy -> lineage.indexOf(policy.accountId()))
                        .thenComparing(policy -> policy.channelId() == null)
                        .thenComparingLong(AssignmentPolicy::id));
    }
}
