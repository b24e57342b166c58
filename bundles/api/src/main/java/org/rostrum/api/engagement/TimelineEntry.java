package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said by or to a person, or done because of them.
 *
 * @param accountId whose conversation it belongs to
 * @param contactId null where it concerns the conversation as a whole
 * @param actor who did it; the owner of a lead or ticket; null for what is said outside
 * @param text what was said, noted or changed, at most 500 characters
 * @param url where people can see it on the network, or where the lead or ticket came from; null when nowhere
 * @param reference the archive's sequence of a message or answer; the id of a lead, ticket or event; else the conversation
 */
public record TimelineEntry(
        Instant happened,
        Kind kind,
        String accountId,
        long conversationId,
        @Nullable Long contactId,
        @Nullable String actor,
        String text,
        @Nullable String url,
        long reference) {
    /** What it is. */
    public enum Kind {
        /** They began a conversation. */
        OPENED,
        /** They said something. */
        MESSAGE,
        /** The organisation said something to them by the network's own means. */
        ANSWER,
        /** Somebody here answered. */
        REPLY,
        /** A reply did not arrive. */
        FAILED,
        NOTE,
        ASSIGNED,
        STATUS,
        /** They spoke again after it was done or waited for them. */
        REOPENED,
        /** A response target was missed. */
        MISSED,
        LEAD,
        TICKET
    }
}
