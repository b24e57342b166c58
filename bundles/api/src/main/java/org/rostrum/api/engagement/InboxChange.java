package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What shall be different; a null part stays as it is.
 *
 * @param snoozedUntil needed with SNOOZED, and only there
 * @param assignee user name; empty for nobody
 * @param labels all that it shall have
 * @param addLabels what it shall have besides; INVALID together with {@code labels}
 * @param removeLabels what it shall not have any more; INVALID together with {@code labels}
 */
public record InboxChange(
        InboxConversation.@Nullable Status status,
        @Nullable Instant snoozedUntil,
        @Nullable String assignee,
        InboxConversation.@Nullable Priority priority,
        @Nullable SortedSet<String> labels,
        @Nullable SortedSet<String> addLabels,
        @Nullable SortedSet<String> removeLabels) {
    /** Labels stay, or are replaced as a whole. */
    public InboxChange(
            InboxConversation.@Nullable Status status,
            @Nullable Instant snoozedUntil,
            @Nullable String assignee,
            InboxConversation.@Nullable Priority priority,
            @Nullable SortedSet<String> labels) {
        this(status, snoozedUntil, assignee, priority, labels, null, null);
    }
}
