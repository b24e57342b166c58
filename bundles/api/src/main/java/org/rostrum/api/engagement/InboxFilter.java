package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/**
 * Which conversations to show; a null part does not restrict.
 *
 * @param assignee user name
 * @param unassigned true: those that nobody sees to
 * @param mentioned name of a user who was mentioned in a note and has not seen it yet
 * @param text part of the excerpt or of the contact's name, whatever the case
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
        @Nullable String text) {
    public static final InboxFilter ALL = new InboxFilter(null, null, null, null, false, null, null, null, null);
}
