package org.rostrum.api.reporting;

/** How a schedule picks the period of each run: the last whole one before the run, in the schedule's zone. */
public enum PeriodKind {
    DAY,
    /** Monday to Sunday. */
    WEEK,
    MONTH,
    /** Meteorological quarter of the year: March–May, June–August, September–November, December–February. */
    SEASON,
    YEAR,
    /** From the first to the last activity of the archive, at the time of the run. */
    ALL,
    /** The fixed days that are given. */
    FIXED
}
