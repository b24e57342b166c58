package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation does by a target.
 *
 * @param targetId the target that counts, or counted; it may have been removed since
 * @param target its name; null when it was removed, or when the reader may not see it
 * @param started when the customer began to wait, or the conversation was opened
 * @param usedSeconds of the target's time, before the present stretch
 * @param runningSince beginning of the present stretch; null while it stands still, and when it has ended
 * @param due null while it stands still, and when the account does not open any more
 * @param missed when it was due in vain; null when it was not missed
 * @param ended when it was answered or closed; null while it has not been
 */
public record ResponseClock(
        ResponseMeasure measure,
        long targetId,
        @Nullable String target,
        Instant started,
        long usedSeconds,
        @Nullable Instant runningSince,
        @Nullable Instant due,
        @Nullable Instant missed,
        @Nullable Instant ended) {}
