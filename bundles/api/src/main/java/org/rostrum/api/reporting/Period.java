package org.rostrum.api.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.rostrum.api.problem.Inputs;

/**
 * A span of whole days in a zone.
 *
 * @param from first day
 * @param to day after the last one; later than {@code from}
 * @param zone in which the days begin
 */
public record Period(LocalDate from, LocalDate to, ZoneId zone) {
    public Period {
        zone = Inputs.named(zone);
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException(
                    "period: \"to\" (" + to + ") must be later than \"from\" (" + from + ")");
        }
    }

    public Instant start() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** Exclusive. */
    public Instant end() {
        return to.atStartOfDay(zone).toInstant();
    }

    public long days() {
        return to.toEpochDay() - from.toEpochDay();
    }

    /** The span of the same number of days that ends where this one begins. */
    public Period previous() {
        return new Period(from.minusDays(days()), from, zone);
    }

    /**
     * The whole day, week (Monday to Sunday), month, season or year that a day lies in.
     *
     * @param kind not ALL and not FIXED: these have no calendar
     */
    public static Period containing(PeriodKind kind, LocalDate day, ZoneId zone) {
        return switch (kind) {
            case DAY -> new Period(day, day.plusDays(1), zone);
            case WEEK -> {
                LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
                yield new Period(monday, monday.plusWeeks(1), zone);
            }
            case MONTH -> {
                LocalDate first = day.withDayOfMonth(1);
                yield new Period(first, first.plusMonths(1), zone);
            }
            case SEASON -> {
                // March, June, September and December open a season
                LocalDate first = day.withDayOfMonth(1).minusMonths(day.getMonthValue() % 3);
                yield new Period(first, first.plusMonths(3), zone);
            }
            case YEAR -> {
                LocalDate first = day.withDayOfYear(1);
                yield new Period(first, first.plusYears(1), zone);
            }
            case ALL, FIXED -> throw new IllegalArgumentException("period: " + kind + " has no calendar");
        };
    }

    /** The last whole period of the kind that is over when the day begins. */
    public static Period lastBefore(PeriodKind kind, LocalDate day, ZoneId zone) {
        return containing(kind, containing(kind, day, zone).from().minusDays(1), zone);
    }
}
