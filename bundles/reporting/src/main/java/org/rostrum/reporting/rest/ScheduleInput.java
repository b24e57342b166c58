package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.Recurrence.Frequency;
import org.rostrum.api.reporting.ScheduleDraft;

/** A schedule as a caller writes it. */
public record ScheduleInput(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 200 characters on one line") @Nullable
                String name,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Name of the report", example = "engagement")
                @Nullable
                String report,
        @Schema(description = "The account and everything below it; absent for all accounts") @Nullable
                String accountId,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable RecurrenceInput recurrence,
        @Schema(
                        implementation = Object.class,
                        description =
                                "DAY, WEEK, MONTH, SEASON, YEAR: the last whole one before each run; ALL: everything"
                                        + " archived; or days, the same in each run",
                        anyOf = {PeriodForms.ScheduledWord.class, PeriodForms.Scheduled.class, PeriodForms.Days.class},
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "MONTH")
                @Nullable
                PeriodInput period,
        @Schema(description = "For FIXED: first day; may stand in the period as well") @Nullable String from,
        @Schema(description = "For FIXED: day after the last one; may stand in the period as well") @Nullable String to,
        @Schema(description = "Language tag; en if absent") @Nullable String locale,
        @ArraySchema(
                        arraySchema = @Schema(description = "PDF if absent"),
                        schema = @Schema(allowableValues = {"PDF", "XLSX", "CSV", "HTML"}))
                @Nullable
                List<String> formats,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Mail addresses, 1 to 100") @Nullable
                List<String> recipients,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "Mail address that is told when a run fails for good")
                @Nullable
                String owner,
        @Schema(description = "Whether it runs; true if absent") @Nullable Boolean enabled) {

    /** When it runs. */
    @Schema(
            description =
                    "On the day on which the clocks leap over the time it runs at the first moment after the gap; on"
                            + " the day on which it comes twice, at the earlier one")
    public record RecurrenceInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "ONCE_NOW, DAILY, WEEKLY, MONTHLY or YEARLY",
                            allowableValues = {"ONCE_NOW", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
                    @Nullable
                    String frequency,
            @Schema(description = "Wall-clock time, to the minute; not needed for ONCE_NOW", example = "06:00")
                    @Nullable
                    String time,
            @Schema(description = "IANA time zone; UTC if absent", example = "Europe/Warsaw") @Nullable String zone,
            @ArraySchema(
                            arraySchema = @Schema(description = "For WEEKLY"),
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "MONDAY",
                                                "TUESDAY",
                                                "WEDNESDAY",
                                                "THURSDAY",
                                                "FRIDAY",
                                                "SATURDAY",
                                                "SUNDAY"
                                            }))
                    @Nullable
                    List<String> daysOfWeek,
            @Schema(description = "For MONTHLY and YEARLY: 1 to 31; a shorter month runs on its last day") @Nullable
                    Integer dayOfMonth,
            @Schema(description = "For YEARLY: 1 to 12") @Nullable Integer month) {

        /** One digit for the hour will do; seconds are refused, as they would not be kept. */
        private static final DateTimeFormatter MINUTES =
                DateTimeFormatter.ofPattern("H:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

        Recurrence read() {
            Frequency chosen = Inputs.required(
                    "recurrence.frequency", Inputs.constant("recurrence.frequency", Frequency.class, frequency));
            ZoneId where = Inputs.zone("recurrence.zone", zone);
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            for (String day : daysOfWeek == null ? List.<String>of() : daysOfWeek) {
                days.add(Inputs.required(
                        "recurrence.daysOfWeek", Inputs.constant("recurrence.daysOfWeek", DayOfWeek.class, day)));
            }
            refuse("recurrence.daysOfWeek", !days.isEmpty(), chosen, chosen == Frequency.WEEKLY, "WEEKLY");
            boolean byDate = chosen == Frequency.MONTHLY || chosen == Frequency.YEARLY;
            refuse("recurrence.dayOfMonth", dayOfMonth != null, chosen, byDate, "MONTHLY and YEARLY");
            refuse("recurrence.month", month != null, chosen, chosen == Frequency.YEARLY, "YEARLY");
            LocalTime at = chosen == Frequency.ONCE_NOW && time == null ? LocalTime.MIDNIGHT : time(time);
            try {
                return new Recurrence(chosen, at, where == null ? ZoneOffset.UTC : where, days, dayOfMonth, month);
            } catch (IllegalArgumentException wrong) {
                // the vocabulary says "field: what is right"
                String[] parts = String.valueOf(wrong.getMessage()).split(": ", 2);
                throw Problem.invalid(
                                parts[0],
                                "This recurrence is not complete.",
                                parts.length == 2 ? "Give " + parts[1] + "." : "Correct it.")
                        .withCause(wrong);
            }
        }

        private static void refuse(String field, boolean given, Frequency chosen, boolean fits, String where) {
            if (given && !fits) {
                throw Problem.invalid(
                        field,
                        "It says nothing in a schedule that runs " + chosen + "; it is for " + where + ".",
                        "Leave it out, or choose another frequency.");
            }
        }

        private static LocalTime time(@Nullable String text) {
            String time = Inputs.required("recurrence.time", text);
            try {
                return LocalTime.parse(time, MINUTES);
            } catch (DateTimeException wrong) {
                throw Problem.invalid(
                                "recurrence.time",
                                "\"" + time + "\" is no time of day, to the minute.",
                                "Write it as 06:00 or 18:30.")
                        .withCause(wrong);
            }
        }
    }

    ScheduleDraft read() {
        PeriodInput span = Inputs.required("period", period);
        PeriodInput.refuse(
                "period.containing",
                span.containing(),
                span.chosen(),
                "Leave it out: a schedule takes the last whole period before each run.");
        boolean inside = span.from() != null || span.to() != null;
        PeriodKind kind = span.chosen();
        boolean fixed = kind == PeriodKind.FIXED;
        if (!fixed) {
            span.refuseDays(kind);
        }
        if (!fixed || inside) {
            PeriodInput.refuse("from", from, kind, fixed ? "It stands in the period already." : "Leave it out.");
            PeriodInput.refuse("to", to, kind, fixed ? "It stands in the period already." : "Leave it out.");
        }
        return new ScheduleDraft(
                Inputs.required("name", name),
                Inputs.required("report", report),
                accountId,
                Inputs.required("recurrence", recurrence).read(),
                kind,
                !fixed ? null : inside ? span.fixed(ZoneOffset.UTC).from() : PeriodInput.day("from", from),
                !fixed ? null : inside ? span.fixed(ZoneOffset.UTC).to() : PeriodInput.day("to", to),
                Choices.locale(locale),
                Choices.formats(formats),
                Inputs.required("recipients", recipients),
                Inputs.required("owner", owner),
                enabled == null || enabled);
    }
}
