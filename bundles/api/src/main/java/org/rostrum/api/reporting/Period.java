package org.rostrum.api.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A span of whole days in a zone.
 *
 * @param from first day
 * @param to day after the last one; later than {@code from}
 * @param zone in which the days begin
 */
public record Period(LocalDate from, LocalDate to, ZoneId zone) {
    public Period {
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
}
