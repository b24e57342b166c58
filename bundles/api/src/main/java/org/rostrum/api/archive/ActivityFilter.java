package org.rostrum.api.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;

/** Which activities to show; a null part does not restrict. Times are of publication; {@code to} is exclusive. */
public record ActivityFilter(
        @Nullable String accountId,
        @Nullable String channelId,
        @Nullable Long conversationId,
        @Nullable Direction direction,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final ActivityFilter ALL = new ActivityFilter(null, null, null, null, null, null);

    public static ActivityFilter conversation(long id) {
        return new ActivityFilter(null, null, id, null, null, null);
    }
}
