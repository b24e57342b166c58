package org.rostrum.api.engagement;

import java.util.List;

/**
 * Somebody who may be the same person.
 *
 * @param identity of a person whose contacts belong together, the likeliest one
 * @param score 1 to 99, how much speaks for it: what all reasons leave of the doubt, taken from 100
 * @param reasons at least one, the weightiest first
 */
public record PersonSuggestion(ContactIdentity identity, int score, List<Reason> reasons) {
    public PersonSuggestion {
        reasons = List.copyOf(reasons);
    }

    /** What two contacts can have in common. */
    public enum Kind {
        /** The same mail address. */
        MAIL(90),
        /** The same web address that is no page of a network. */
        WEB(80),
        /** The same handle on another network. */
        HANDLE(50),
        /** The same name, whatever the case, accents and order of its words. */
        NAME(40);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        /** What it weighs, of 100, when nobody else has it. */
        public int weight() {
            return weight;
        }
    }

    /**
     * One thing in common.
     *
     * @param content what they have in common, as it was compared
     * @param contactId the asker's contact who has it
     * @param bearers how many others have it whom the asker knows of, this one included
     * @param weight that of the kind divided by the bearers
     */
    public record Reason(Kind kind, String content, long contactId, int bearers, int weight) {}
}
