package org.rostrum.api.engagement;

import java.util.List;

/**
 * Something about enabled rules that their authors will hardly have meant.
 *
 * @param rules ids of the rules, in the order in which they are tried
 * @param detail what it is about: a label, a mail address, a user; empty when there is nothing to name
 */
public record RoutingConflict(Kind kind, List<Long> rules, String detail) {
    public RoutingConflict {
        rules = List.copyOf(rules);
    }

    /** What does not fit. */
    public enum Kind {
        /** The first one ends the trying whenever the second one applies, so that the second one never counts. */
        NEVER_REACHED,
        /** Both apply to the same things and are both carried out, and give the conversation to different people. */
        DIFFERENT_ASSIGNEES,
        /** The same with different priorities. */
        DIFFERENT_PRIORITIES,
        /** The notices of the rule go to an address that a channel listens to: they would come back as something new. */
        LOOP,
        /** Words that must not occur contain those that must. */
        CONTRADICTION
    }
}
