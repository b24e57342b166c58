package org.rostrum.engagement.due;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.EscalationStep;
import org.rostrum.api.engagement.ResponseMeasure;
import org.rostrum.api.engagement.ResponseTarget;

/** The times of what is measured by one target, in the time that counts for one account. */
final class Reckoning {
    private final ResponseTarget target;
    private final BusinessTime time;

    Reckoning(ResponseTarget target, BusinessTime time) {
        this.target = target;
        this.time = time;
    }

    /** It begins to be measured, with the times that come of it. */
    Measured begun(long conversationId, ResponseMeasure measure, Instant started, boolean runs, Instant at) {
        Measured one = Measured.begun(conversationId, measure, started, target.id());
        if (!runs) {
            return one;
        }
        Measured running = planned(one.running(later(started, target.created())), at);
        Instant due = running.due();
        return due == null || due.isAfter(at)
                ? running
                // it came late, such as by an import: nobody is called for it
                : planned(running.told(true, due, target.escalation().size()), at);
    }

    /** It runs or stands still from this moment, also after it had ended; with the times that come of it. */
    Measured going(Measured one, boolean runs, Instant at) {
        Measured by = one.by(target.id());
        if (!runs) {
            return by.standing(used(one, at));
        }
        return planned(one.runningSince() == null ? by.running(at) : by, at);
    }

    /** It is over; whether it was in time is told by when it really ended, which may have been learnt late. */
    Measured ended(Measured one, Instant at) {
        Instant due = one.due();
        Instant missed = due == null ? one.missed() : at.isAfter(due) ? due : null;
        return one.told(one.warned(), missed, one.stepsDone()).over(used(one, at), at);
    }

    private long used(Measured one, Instant at) {
        Instant since = one.runningSince();
        return one.usedSeconds() + (since == null ? 0 : time.between(since, at).toSeconds());
    }

    /** With when it is due and what comes next. Hours or minutes may be others than before, so that what was missed is not any more. */
    Measured planned(Measured one, Instant at) {
        Instant due = afterMinutes(one, 100);
        boolean isDue = due != null && !due.isAfter(at);
        Measured now = one.missed() == null || isDue ? one : one.told(one.warned(), null, one.stepsDone());
        // what is never due is not warned of
        Instant warning = due == null || now.warned() ? null : warning(now);
        Instant missing = now.missed() == null ? due : null;
        Instant step = due == null || now.stepsDone() >= target.escalation().size() ? null : step(due, now.stepsDone());
        Instant next = Stream.of(warning, missing, step)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return now.times(due, next);
    }

    @Nullable
    Instant warning(Measured one) {
        Integer percent = target.warnPercent();
        return percent == null ? null : afterMinutes(one, percent);
    }

    /** When the step of this number is to be done. */
    @Nullable
    Instant step(Instant due, int number) {
        EscalationStep step = target.escalation().get(number);
        return time.after(due, Duration.ofMinutes(step.afterMinutes())).orElse(null);
    }

    private @Nullable Instant afterMinutes(Measured one, int percent) {
        Integer minutes = target.minutes().get(one.measure());
        Instant since = one.runningSince();
        if (minutes == null || since == null) {
            return null;
        }
        Duration whole = Duration.ofMinutes(minutes).multipliedBy(percent).dividedBy(100);
        return time.after(since, whole.minusSeconds(one.usedSeconds())).orElse(null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
