package org.rostrum.api.reporting;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param nextRuns the next three, in the schedule's zone; fewer when it ends, none when it is disabled
 * @param lastRunId the newest run; null before the first
 * @param version counts changes from 1; the ETag
 */
public record ReportSchedule(
        long id,
        ScheduleDraft draft,
        List<ZonedDateTime> nextRuns,
        @Nullable Long lastRunId,
        Instant changed,
        long version) {
    public ReportSchedule {
        nextRuns = List.copyOf(nextRuns);
    }
}
