package org.rostrum.engagement.due;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.ResponseMeasure;

/**
 * What is measured of a conversation; a row of {@code engagement_clock}.
 *
 * @param usedSeconds of the target's time, before the present stretch
 * @param runningSince beginning of the present stretch; null while it stands still
 * @param nextAt when something happens by itself; null for never
 * @param warned also when there is nothing to warn of any more
 * @param missed when it was due in vain
 * @param stepsDone how many steps of the escalation were done
 */
public record Measured(
        long conversationId,
        ResponseMeasure measure,
        Instant started,
        long targetId,
        long usedSeconds,
        @Nullable Instant runningSince,
        @Nullable Instant due,
        @Nullable Instant nextAt,
        boolean warned,
        @Nullable Instant missed,
        int stepsDone,
        @Nullable Instant ended) {
    static Measured begun(long conversationId, ResponseMeasure measure, Instant started, long targetId) {
        return new Measured(conversationId, measure, started, targetId, 0, null, null, null, false, null, 0, null);
    }

    Measured by(long target) {
        return new Measured(
                conversationId,
                measure,
                started,
                target,
                usedSeconds,
                runningSince,
                due,
                nextAt,
                warned,
                missed,
                stepsDone,
                ended);
    }

    /** Goes on; also after it had ended. */
    Measured running(Instant since) {
        return new Measured(
                conversationId,
                measure,
                started,
                targetId,
                usedSeconds,
                since,
                due,
                nextAt,
                warned,
                missed,
                stepsDone,
                null);
    }

    /** Stands still; also after it had ended. */
    Measured standing(long used) {
        return new Measured(
                conversationId, measure, started, targetId, used, null, null, null, warned, missed, stepsDone, null);
    }

    Measured times(@Nullable Instant dueAt, @Nullable Instant next) {
        return new Measured(
                conversationId,
                measure,
                started,
                targetId,
                usedSeconds,
                runningSince,
                dueAt,
                next,
                warned,
                missed,
                stepsDone,
                ended);
    }

    Measured told(boolean isWarned, @Nullable Instant missedAt, int steps) {
        return new Measured(
                conversationId,
                measure,
                started,
                targetId,
                usedSeconds,
                runningSince,
                due,
                nextAt,
                isWarned,
                missedAt,
                steps,
                ended);
    }

    Measured over(long used, Instant at) {
        return new Measured(
                conversationId, measure, started, targetId, used, null, due, null, warned, missed, stepsDone, at);
    }
}
