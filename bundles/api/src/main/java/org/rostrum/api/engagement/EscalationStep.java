package org.rostrum.api.engagement;

/**
 * What is done some time after a target was missed, once for each conversation.
 *
 * @param afterMinutes 0 to 525,600 minutes after it was due, counted as the target counts them
 * @param value the priority, user or label
 */
public record EscalationStep(int afterMinutes, Action action, String value) {
    /** What is done. */
    public enum Action {
        /** The conversation gets this priority, unless it has a higher one. */
        PRIORITY,
        /** This user sees to it. */
        ASSIGN,
        /** This user finds it among the conversations that mention them. */
        MENTION,
        /** It gets this label. */
        LABEL
    }
}
