package org.rostrum.reporting.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;

/**
 * A period as a caller writes it: a word for a calendar period, the word with a day that lies in it, or first day and day after
 * the last one. A word alone is the last whole one that is over. {@link PeriodForms} describes it to callers.
 */
public record PeriodInput(
        @Nullable String kind, @Nullable String containing, @Nullable String from, @Nullable String to) {

    /** The word instead of the object. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PeriodInput ofWord(String kind) {
        return new PeriodInput(kind, null, null, null);
    }

    // without it, Jackson would know the word alone
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public PeriodInput {}

    /** @param today the day of the request, for the last whole period before it */
    static Period read(@Nullable PeriodInput input, ZoneId zone, LocalDate today) {
        PeriodInput period = Inputs.required("period", input);
        PeriodKind kind = period.chosen();
        if (kind == PeriodKind.FIXED) {
            if (period.from == null && period.to == null) {
                throw Problem.invalid(
                        "period.from", "FIXED does not say which days.", "Give \"from\" and \"to\" in the period.");
            }
            refuse("period.containing", period.containing, kind, "Leave it out, or give the kind of period.");
            return period.fixed(zone);
        }
        if (kind == PeriodKind.ALL) {
            throw Problem.invalid(
                    "period.kind", "ALL is for schedules.", "Give \"from\" and \"to\", or a calendar period.");
        }
        period.refuseDays(kind);
        return period.containing == null
                ? Period.lastBefore(kind, today, zone)
                : Period.containing(kind, day("period.containing", period.containing), zone);
    }

    PeriodKind chosen() {
        boolean wordAlone = containing == null && from == null && to == null;
        PeriodKind chosen = Inputs.constant(wordAlone ? "period" : "period.kind", PeriodKind.class, kind);
        if (chosen != null) {
            return chosen;
        }
        if (from == null && to == null) {
            throw Problem.invalid(
                    wordAlone ? "period" : "period.kind",
                    "The period is not said.",
                    "Give one of " + List.of(PeriodKind.values()) + ", or \"from\" and \"to\".");
        }
        return PeriodKind.FIXED;
    }

    Period fixed(ZoneId zone) {
        LocalDate first = day("period.from", from);
        LocalDate after = day("period.to", to);
        if (!after.isAfter(first)) {
            throw Problem.invalid(
                    "period.to", "The period ends before it begins.", "\"to\" is the day after the last one.");
        }
        return new Period(first, after, zone);
    }

    void refuseDays(PeriodKind kind) {
        refuse("period.from", from, kind, "Leave it out, or use FIXED.");
        refuse("period.to", to, kind, "Leave it out, or use FIXED.");
    }

    static void refuse(String field, @Nullable Object value, PeriodKind kind, String remedy) {
        if (value != null) {
            throw Problem.invalid(field, "It says nothing in a period of the kind " + kind + ".", remedy);
        }
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
