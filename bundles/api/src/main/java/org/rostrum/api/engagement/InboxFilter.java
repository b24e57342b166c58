package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/**
 * Which conversations to show; a null part does not restrict.
 *
 * @param assignee user name
 * @param unassigned true: those that nobody sees to
 * @param mentioned name of a user who was mentioned in a note and has not seen it yet
 * @param text part of the excerpt or of the contact's name, whatever the case
 * @param search words that all occur in what was said, in notes or in names of those outside, whatever the case and accents; the last one
 *     may be the beginning of one; at most 200 characters
 */
public record InboxFilter(
        @Nullable String accountId,
        @Nullable String channelId,
        InboxConversation.@Nullable Status status,
        @Nullable String assignee,
        boolean unassigned,
        InboxConversation.@Nullable Priority priority,
        @Nullable String label,
        @Nullable String mentioned,
        @Nullable String text,
        @Nullable String search) {
    /** Without a search. */
    public InboxFilter(
            @Nullable String accountId,
            @Nullable String channelId,
            InboxConversation.@Nullable Status status,
            @Nullable String assignee,
            boolean unassigned,
            InboxConversation.@Nullable Priority priority,
            @Nullable String label,
            @Nullable String mentioned,
            @Nullable String text) {
        this(accountId, channelId, status, assignee, unassigned, priority, label, mentioned, text, null);
    }

    public static final InboxFilter ALL = new InboxFilter(null, null, null, null, false, null, null, null, null);
}
