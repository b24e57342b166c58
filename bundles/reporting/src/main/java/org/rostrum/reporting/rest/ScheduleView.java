package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ScheduleDraft;

/** A schedule as JSON; what was written can be read here and written back. */
public record ScheduleView(
        long id,
        String name,
        String report,
        @Nullable String accountId,
        ScheduleInput.RecurrenceInput recurrence,
        @Schema(allowableValues = {"DAY", "WEEK", "MONTH", "SEASON", "YEAR", "ALL", "FIXED"}) String period,
        @Nullable String from,
        @Nullable String to,
        String locale,
        List<ReportFormat> formats,
        List<String> recipients,
        String owner,
        boolean enabled,
        @Schema(
                        description =
                                "The next three runs as wall-clock times of the schedule's zone, with their offset",
                        example = "[\"2026-12-01T06:00:00+01:00\"]")
                List<String> nextRuns,
        @Nullable Long lastRunId,
        Instant changed,
        @Schema(description = "Counts changes from 1; the ETag") long version) {
    static ScheduleView of(ReportSchedule schedule) {
        ScheduleDraft draft = schedule.draft();
        Recurrence recurrence = draft.recurrence();
        return new ScheduleView(
                schedule.id(),
                draft.name(),
                draft.report(),
                draft.accountId(),
                new ScheduleInput.RecurrenceInput(
                        recurrence.frequency().name(),
                        recurrence.time().toString(),
                        recurrence.zone().getId(),
                        recurrence.daysOfWeek().stream()
                                .sorted()
                                .map(Enum::name)
                                .toList(),
                        recurrence.dayOfMonth(),
                        recurrence.month()),
                draft.periodKind().name(),
                draft.from() == null ? null : draft.from().toString(),
                draft.to() == null ? null : draft.to().toString(),
                draft.locale().toLanguageTag(),
                draft.formats().stream().sorted().toList(),
                draft.recipients(),
                draft.owner(),
                draft.enabled(),
                schedule.nextRuns().stream()
                        .map(run -> java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(run))
                        .toList(),
                schedule.lastRunId(),
                schedule.changed(),
                schedule.version());
    }
}
