package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of the inbox in which a person has spoken.
 *
 * @param assignee user who sees to it; null when nobody does
 * @param excerpt beginning of what was said last from outside
 */
public record PersonConversation(
        long id,
        String accountId,
        String channelId,
        InboxConversation.Status status,
        @Nullable String assignee,
        String excerpt,
        Instant lastActivity) {}
