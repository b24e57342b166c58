package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a rule applied to something that was said, and why. It tells of the rule as it was then; never changed afterwards.
 *
 * @param sequence the archive's number of what was said
 * @param ruleVersion which version of the rule it was
 * @param words words and phrases of the rule that were found in it, at most 10
 * @param conditions names of the conditions of the rule that held, such as {@code languages}
 * @param caseId of the lead or ticket that was opened; null when none was
 */
public record RoutingDecision(
        long id,
        long conversationId,
        long sequence,
        Instant decided,
        long ruleId,
        long ruleVersion,
        String ruleName,
        RuleAction action,
        List<String> words,
        List<String> conditions,
        @Nullable Long caseId) {
    public RoutingDecision {
        words = List.copyOf(words);
        conditions = List.copyOf(conditions);
    }
}
