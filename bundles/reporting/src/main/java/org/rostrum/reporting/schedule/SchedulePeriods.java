package org.rostrum.reporting.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchiveSpan;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.ScheduleDraft;

/** Which days a run of a schedule covers, in the schedule's zone. */
final class SchedulePeriods {
    private SchedulePeriods() {}

    /**
     * @param occurrence when the run was due
     * @param span how far the archive reaches for the account and those below it, for ALL; null gives the day of the
     *     occurrence
     */
    static Period of(ScheduleDraft draft, Instant occurrence, @Nullable ArchiveSpan span) {
        ZoneId zone = draft.recurrence().zone();
        LocalDate day = occurrence.atZone(zone).toLocalDate();
        return switch (draft.periodKind()) {
            case DAY, WEEK, MONTH, SEASON, YEAR -> Period.lastBefore(draft.periodKind(), day, zone);
            case FIXED -> new Period(
                    Objects.requireNonNull(draft.from(), "from"), Objects.requireNonNull(draft.to(), "to"), zone);
            case ALL -> span == null
                    ? new Period(day, day.plusDays(1), zone)
                    : new Period(
                            span.first().atZone(zone).toLocalDate(),
                            span.last().atZone(zone).toLocalDate().plusDays(1),
                            zone);
        };
    }
}
