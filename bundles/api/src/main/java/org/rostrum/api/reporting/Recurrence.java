package org.rostrum.api.reporting;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;

/**
 * When a schedule runs: a wall-clock time in a zone on certain days. On the day on which the clocks leap over that time it
 * runs at the first moment after the gap; on the day on which it comes twice it runs at the earlier one.
 *
 * @param frequency how often
 * @param time wall-clock time, to the minute
 * @param daysOfWeek for WEEKLY, at least one
 * @param dayOfMonth for MONTHLY and YEARLY, 1 to 31; a shorter month runs on its last day
 * @param month for YEARLY, 1 to 12
 */
public record Recurrence(
        Frequency frequency,
        LocalTime time,
        ZoneId zone,
        Set<DayOfWeek> daysOfWeek,
        @Nullable Integer dayOfMonth,
        @Nullable Integer month) {
    /** How often. */
    public enum Frequency {
        ONCE_NOW,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    public Recurrence {
        zone = Inputs.named(zone);
        daysOfWeek = Set.copyOf(daysOfWeek);
        if (frequency == Frequency.WEEKLY && daysOfWeek.isEmpty()) {
            throw new IllegalArgumentException("recurrence.daysOfWeek: at least one for a weekly schedule");
        }
        boolean needsDay = frequency == Frequency.MONTHLY || frequency == Frequency.YEARLY;
        if (needsDay && (dayOfMonth == null || dayOfMonth < 1 || dayOfMonth > 31)) {
            throw new IllegalArgumentException("recurrence.dayOfMonth: 1 to 31");
        }
        if (frequency == Frequency.YEARLY && (month == null || month < 1 || month > 12)) {
            throw new IllegalArgumentException("recurrence.month: 1 to 12");
        }
    }
}
