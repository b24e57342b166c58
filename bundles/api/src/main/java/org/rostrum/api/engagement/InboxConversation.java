package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as those see it who answer it.
 *
 * @param id of the conversation in the archive
 * @param contactId the person outside who spoke first; null when the network does not tell
 * @param contact name or handle of whoever spoke last from outside
 * @param assignee user who sees to it; null when nobody does
 * @param snoozedUntil when it comes back; null unless SNOOZED
 * @param excerpt beginning of what was said last from outside, at most 300 characters on one line
 * @param language BCP 47 tag of that; null when unknown
 * @param inboundSequence the archive's number of that
 * @param lastInbound publication time of what was said last from outside
 * @param lastOutbound the same of the organisation's last answer; null when there is none
 * @param waitingSince publication time of the first thing said from outside that has not been answered; null when all was
 * @param openedSince when somebody outside opened it, the last time it was opened
 * @param due what is due next by the response targets; null when nothing is
 * @param version another number after each change by people
 */
public record InboxConversation(
        long id,
        String accountId,
        String channelId,
        @Nullable Long contactId,
        String contact,
        Status status,
        @Nullable String assignee,
        Priority priority,
        @Nullable Instant snoozedUntil,
        SortedSet<String> labels,
        String excerpt,
        @Nullable String language,
        long inboundSequence,
        Instant lastInbound,
        @Nullable Instant lastOutbound,
        Instant lastActivity,
        @Nullable Instant waitingSince,
        Instant openedSince,
        @Nullable ResponseDue due,
        long version) {
    /** Whose turn it is. */
    public enum Status {
        /** Somebody here must act. */
        OPEN,
        /** The customer must act. */
        PENDING,
        /** Comes back by itself at a time, or when the customer speaks. */
        SNOOZED,
        /** Done, until the customer speaks again. */
        CLOSED
    }

    /** How soon it must be seen to, least first. */
    public enum Priority {
        LOW,
        NORMAL,
        HIGH,
        URGENT
    }
}
