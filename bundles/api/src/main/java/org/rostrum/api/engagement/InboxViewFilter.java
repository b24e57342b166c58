package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/**
 * The conditions of a view, named as the parameters of the list; a null part does not restrict.
 *
 * @param assignee user name; {@code me} for whoever looks, {@code none} for those that nobody sees to
 * @param mentioned {@code me}, or null
 * @param q words that all occur; see {@link InboxFilter#search}
 */
public record InboxViewFilter(
        @Nullable String account,
        @Nullable String channel,
        InboxConversation.@Nullable Status status,
        @Nullable String assignee,
        InboxConversation.@Nullable Priority priority,
        @Nullable String label,
        @Nullable String mentioned,
        @Nullable String text,
        @Nullable String q) {
    public static final InboxViewFilter ALL = new InboxViewFilter(null, null, null, null, null, null, null, null, null);

    /** As somebody sees it. */
    public InboxFilter of(String user) {
        boolean unassigned = "none".equals(assignee);
        return new InboxFilter(
                account,
                channel,
                status,
                unassigned ? null : "me".equals(assignee) ? user : assignee,
                unassigned,
                priority,
                label,
                mentioned == null ? null : user,
                text,
                q);
    }
}
