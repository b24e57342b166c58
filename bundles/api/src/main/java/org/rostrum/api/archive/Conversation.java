package org.rostrum.api.archive;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Activities of one channel that answer one another.
 *
 * @param started publication time of the earliest activity
 * @param lastActivity publication time of the latest activity
 * @param contactId the person outside who spoke first; null when nobody outside has spoken
 * @param inbound how many activities came in
 * @param outbound how many went out
 * @param firstInbound publication time of the earliest inbound activity; null when there is none
 * @param firstResponse publication time of the earliest outbound activity later than {@code firstInbound}; null when open
 * @param open whether the latest activity is inbound: somebody waits for an answer
 */
public record Conversation(
        long id,
        String accountId,
        String channelId,
        Instant started,
        Instant lastActivity,
        @Nullable Long contactId,
        int inbound,
        int outbound,
        @Nullable Instant firstInbound,
        @Nullable Instant firstResponse,
        boolean open) {
    /** Time from the first inbound to the first later outbound activity, in whole seconds (rounded down). */
    public @Nullable Duration firstResponseTime() {
        Instant asked = firstInbound;
        Instant answered = firstResponse;
        return asked == null || answered == null
                ? null
                : Duration.ofSeconds(Duration.between(asked, answered).toSeconds());
    }
}
