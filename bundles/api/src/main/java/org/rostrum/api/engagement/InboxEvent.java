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
         * A lead or ticket has another stage in the system that has it. The detail is {@code TICKET 7 RESOLVED closed}: its kind, id
         * and {@link CaseStage}, and what that system calls it; from the second line on, why.
         */
        CASE_STAGE,
        /** Somebody wrote there for colleagues. The detail's first line is {@code TICKET 7}, the text begins in the second. */
        CASE_COMMENT,
        /** Somebody wrote there for the customer; it has not been sent. The detail is as that of a comment. */
        CASE_ANSWER,
        /**
         * An assignment policy gave it to somebody; the detail is the user, the policy's id, its strategy, and what counted: LANGUAGE,
         * SKILL, WAITED when nobody had room before, AWAY with the user whom it was taken from.
         */
        AUTO_ASSIGNED,
        /**
         * A routing rule applied: its id and name in the first line, then a line for each thing it did: {@code ASSIGNED bo},
         * {@code LABELS spam}, {@code PRIORITY HIGH}, {@code STATUS CLOSED}, {@code REFUSED bo} for somebody who may not read it.
         */
        ROUTED
    }
}
