package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Requester;

/**
 * Something that was done with a conversation; never changed afterwards.
 *
 * @param actor who did it, and of which account they were
 * @param detail the note's or reply's text, or what it became
 * @param deliveryId of a reply; null otherwise
 */
public record InboxEvent(
        long id,
        long conversationId,
        Instant happened,
        Requester actor,
        Kind kind,
        String detail,
        @Nullable Long deliveryId) {
    /** What was done. */
    public enum Kind {
        ASSIGNED,
        STATUS,
        PRIORITY,
        LABELS,
        NOTE,
        /** Handed to the outbox. */
        REPLY,
        DELIVERED,
        /** Waits on the dead-letter desk; the detail says why. */
        FAILED,
        /** Somebody outside spoke again. */
        REOPENED,
        /** The organisation answered on the network itself. */
        ANSWERED,
        /** Another conversation turned out to be part of it. */
        JOINED,
        /** A response target is nearly due; the detail is the measure and when it is due, as the next one's. */
        WARNED,
        /** It was due in vain. */
        MISSED,
        /** What a target does then; the detail is the action and its value, and why it could not be done. */
        ESCALATED,
        /**
         * An assignment policy gave it to somebody; the detail is the user, the policy's id, its strategy, and what counted: LANGUAGE,
         * SKILL, WAITED when nobody had room before, AWAY with the user whom it was taken from.
         */
        AUTO_ASSIGNED
    }
}
