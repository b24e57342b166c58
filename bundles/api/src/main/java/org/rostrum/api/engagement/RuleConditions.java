package org.rostrum.api.engagement;

import java.util.List;
import java.util.Set;
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
 * @param channelIds the activity came through one of these channels
 * @param networks the person outside is known from one of these networks, such as {@code mastodon}
 * @param contacts handles or network ids of persons outside, without {@code @} and ignoring case; one of them says it or is answered
 * @param hours whether the account was open when it was said; an account without business hours is always open; null for both
 * @param history what is known of the person outside at that time; every one holds
 * @param anyOf at least one of these sets of conditions holds as a whole; none of them names accounts or has sets of its own
 * @param noneOf none of these holds as a whole; the same bounds
 */
public record RuleConditions(
        List<String> anyWords,
        List<String> allWords,
        List<String> noWords,
        List<String> languages,
        List<String> accountIds,
        @Nullable Direction direction,
        boolean firstOfConversation,
        List<String> channelIds,
        List<String> networks,
        List<String> contacts,
        @Nullable Hours hours,
        Set<History> history,
        List<RuleConditions> anyOf,
        List<RuleConditions> noneOf) {
    /** Whether the account is open, by its business hours and in its zone. */
    public enum Hours {
        OPEN,
        CLOSED
    }

    /** What is known of the person outside when something is said. */
    public enum History {
        /** It is the person's first conversation with the organisation on this network. */
        NEW_CONTACT,
        /** There was another conversation before. */
        KNOWN_CONTACT,
        /** Another conversation with the same person has become a lead before. */
        HAD_LEAD,
        /** Another conversation with the same person has become a ticket before. */
        HAD_TICKET
    }

    public RuleConditions {
        anyWords = List.copyOf(anyWords);
        allWords = List.copyOf(allWords);
        noWords = List.copyOf(noWords);
        languages = List.copyOf(languages);
        accountIds = List.copyOf(accountIds);
        channelIds = List.copyOf(channelIds);
        networks = List.copyOf(networks);
        contacts = List.copyOf(contacts);
        history = Set.copyOf(history);
        anyOf = List.copyOf(anyOf);
        noneOf = List.copyOf(noneOf);
    }

    /** Only what is said, where and in which language. */
    public RuleConditions(
            List<String> anyWords,
            List<String> allWords,
            List<String> noWords,
            List<String> languages,
            List<String> accountIds,
            @Nullable Direction direction,
            boolean firstOfConversation) {
        this(
                anyWords,
                allWords,
                noWords,
                languages,
                accountIds,
                direction,
                firstOfConversation,
                List.of(),
                List.of(),
                List.of(),
                null,
                Set.of(),
                List.of(),
                List.of());
    }

    /** The same for other accounts. */
    public RuleConditions withAccounts(List<String> others) {
        return new RuleConditions(
                anyWords,
                allWords,
                noWords,
                languages,
                others,
                direction,
                firstOfConversation,
                channelIds,
                networks,
                contacts,
                hours,
                history,
                anyOf,
                noneOf);
    }
}
