package org.rostrum.api.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;

/**
 * When a rule applies: all parts that are given must hold; a rule without any part applies to everything.
 *
 * @param anyWords at least one of these occurs in the content, as whole words or phrases, ignoring case and accents
 * @param allWords every one of these occurs
 * @param noWords none of these occurs
 * @param languages BCP 47 tags, one of which is the content's language or its prefix ({@code en} takes {@code en-GB})
 * @param accountIds the activity came through a channel of one of these accounts
 * @param direction null for both
 * @param firstOfConversation when true only the first inbound activity of a conversation is looked at
 */
public record RuleConditions(
        List<String> anyWords,
        List<String> allWords,
        List<String> noWords,
        List<String> languages,
        List<String> accountIds,
        @Nullable Direction direction,
        boolean firstOfConversation) {
    public RuleConditions {
        anyWords = List.copyOf(anyWords);
        allWords = List.copyOf(allWords);
        noWords = List.copyOf(noWords);
        languages = List.copyOf(languages);
        accountIds = List.copyOf(accountIds);
    }
}
