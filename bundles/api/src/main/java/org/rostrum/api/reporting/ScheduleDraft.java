package org.rostrum.api.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a person writes it.
 *
 * @param periodKind which period each run covers
 * @param from for FIXED: first day
 * @param to for FIXED: day after the last one
 * @param recipients mail addresses, at least one
 * @param owner mail address that is told when a run fails for good
 */
public record ScheduleDraft(
        String name,
        String report,
        @Nullable String accountId,
        Recurrence recurrence,
        PeriodKind periodKind,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Locale locale,
        Set<ReportFormat> formats,
        List<String> recipients,
        String owner,
        boolean enabled) {
    public ScheduleDraft {
        formats = Set.copyOf(formats);
        recipients = List.copyOf(recipients);
    }
}
