package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;

/** A period as a caller writes it: a calendar period that contains a day, or first and last day. */
@Schema(description = "Either kind and containing, or from and to")
public record PeriodInput(
        @Schema(description = "DAY, WEEK, MONTH, SEASON or YEAR", example = "MONTH") @Nullable String kind,
        @Schema(description = "Any day of it", example = "2026-10-05") @Nullable String containing,
        @Schema(description = "First day", example = "2026-10-01") @Nullable String from,
        @Schema(description = "Day after the last one", example = "2026-11-01") @Nullable String to) {

    static Period read(@Nullable PeriodInput input, ZoneId zone) {
        PeriodInput period = Inputs.required("period", input);
        PeriodKind kind = Inputs.constant("period.kind", PeriodKind.class, period.kind());
        if (kind == null || kind == PeriodKind.FIXED) {
            LocalDate from = day("period.from", period.from());
            LocalDate to = day("period.to", period.to());
            if (!to.isAfter(from)) {
                throw Problem.invalid(
                        "period.to", "The period ends before it begins.", "\"to\" is the day after the last one.");
            }
            return new Period(from, to, zone);
        }
        if (kind == PeriodKind.ALL) {
            throw Problem.invalid(
                    "period.kind", "ALL is for schedules.", "Give \"from\" and \"to\", or a calendar period.");
        }
        return Period.containing(kind, day("period.containing", period.containing()), zone);
    }

    static LocalDate day(String field, @Nullable String text) {
        String day = Inputs.required(field, text);
        try {
            LocalDate parsed = LocalDate.parse(day);
            if (parsed.getYear() < 1 || parsed.getYear() > 9998) {
                throw new DateTimeException("year");
            }
            return parsed;
        } catch (DateTimeException wrong) {
            throw Problem.invalid(field, "\"" + day + "\" is no day.", "Write it as 2026-10-05.")
                    .withCause(wrong);
        }
    }
}
