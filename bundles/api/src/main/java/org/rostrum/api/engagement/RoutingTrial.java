package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules tried on what is archived; nothing comes of it. A trial is kept for a day.
 *
 * @param examined how many activities were looked at so far
 * @param message for people: why it failed, or that it ended at the greatest number of activities; null when there is nothing to say
 * @param outcomes by rule in the order in which they are tried; empty until it has ended
 * @param conversations how many conversations were looked at
 * @param unrouted to how many of them no rule applies
 */
public record RoutingTrial(
        long id,
        String requestedBy,
        State state,
        Instant created,
        @Nullable Instant finished,
        long examined,
        long conversations,
        long unrouted,
        List<Outcome> outcomes,
        @Nullable String message) {
    public RoutingTrial {
        outcomes = List.copyOf(outcomes);
    }

    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /**
     * What would have become of conversations.
     *
     * @param ruleId 0 for a rule that is not kept yet
     * @param conversations to how many the rule applies
     * @param before to how many it applies as it is kept now; 0 for a new one
     * @param samples some of the conversations, the newest first
     */
    public record Outcome(
            long ruleId,
            String ruleName,
            RuleAction action,
            String owner,
            long conversations,
            long before,
            List<Sample> samples) {
        public Outcome {
            samples = List.copyOf(samples);
        }
    }

    /**
     * A conversation to which a rule applies.
     *
     * @param sequence the archive's number of what it applies to
     * @param words of the rule that were found
     * @param isNew whether it does not apply to it as the rules are now
     */
    public record Sample(long conversationId, long sequence, String text, List<String> words, boolean isNew) {
        public Sample {
            words = List.copyOf(words);
        }
    }
}
