package org.rostrum.api.engagement;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxConversation.Priority;

/**
 * What a rule does with the conversation in the inbox, beside its action. People come first: whom they have given a conversation to
 * keeps it, and what they have reopened stays open.
 *
 * @param assignee who gets it, before any assignment policy; null for nobody
 * @param labels are added; at most 20
 * @param priority it gets; null leaves it
 * @param close puts it aside: it is closed until the person outside says something to which no such rule applies
 */
public record RuleEffects(@Nullable String assignee, Set<String> labels, @Nullable Priority priority, boolean close) {
    /** Nothing is done in the inbox. */
    public static final RuleEffects NONE = new RuleEffects(null, Set.of(), null, false);

    public RuleEffects {
        labels = Set.copyOf(labels);
    }
}
