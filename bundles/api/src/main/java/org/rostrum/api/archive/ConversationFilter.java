package org.rostrum.api.archive;

import org.jspecify.annotations.Nullable;

/** Which conversations to show; a null part does not restrict. */
public record ConversationFilter(@Nullable String accountId, @Nullable String channelId, @Nullable Boolean open) {
    public static final ConversationFilter ALL = new ConversationFilter(null, null, null);
}
