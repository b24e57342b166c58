package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The forms a period can be written in, for the description of the API only: what is sent is read by {@link PeriodInput}, and a
 * form of JSON that depends on where it stands cannot be told by one class.
 */
final class PeriodForms {
    private PeriodForms() {}

    /** The last whole one that is over. */
    @Schema(description = "The last whole one that was over when the report was asked for")
    enum Word {
        DAY,
        WEEK,
        MONTH,
        SEASON,
        YEAR
    }

    /** The one that holds a day, or the last whole one. */
    @Schema(description = "The one that holds the day \"containing\"; without it, the last whole one that is over")
    record Calendar(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Word kind,
            @Schema(format = "date", description = "Any day of it", example = "2026-10-05") @Nullable
                    String containing) {}

    /** From day to day. */
    @Schema(description = "Any days")
    record Days(
            @Schema(
                            description = "May be left out",
                            allowableValues = {"FIXED"})
                    @Nullable
                    String kind,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            format = "date",
                            description = "First day",
                            example = "2026-10-01")
                    String from,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            format = "date",
                            description = "Day after the last one",
                            example = "2026-11-01")
                    String to) {}

    /** What a schedule can say by a word. */
    @Schema(
            description =
                    "DAY, WEEK, MONTH, SEASON, YEAR: the last whole one before each run; ALL: everything archived;"
                            + " FIXED: the days \"from\" and \"to\", which then stand beside the period")
    enum ScheduledWord {
        DAY,
        WEEK,
        MONTH,
        SEASON,
        YEAR,
        ALL,
        FIXED
    }

    /** The word of a schedule as an object. */
    @Schema(description = "The same as the word")
    record Scheduled(@Schema(requiredMode = Schema.RequiredMode.REQUIRED) ScheduledWord kind) {}
}
