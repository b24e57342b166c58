package org.rostrum.api.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of now say of the last thing that somebody outside said in a conversation.
 *
 * @param sequence the archive's number of what was said
 * @param steps the enabled rules in the order in which they are tried, up to the one that ends it
 */
public record RoutingTrace(long conversationId, long sequence, List<Step> steps) {
    public RoutingTrace {
        steps = List.copyOf(steps);
    }

    /**
     * A rule that was tried.
     *
     * @param failed name of the first condition that does not hold; null when the rule applies
     * @param words words and phrases of the rule that were found, at most 10
     */
    public record Step(long ruleId, String ruleName, RuleAction action, @Nullable String failed, List<String> words) {
        public Step {
            words = List.copyOf(words);
        }
    }
}
