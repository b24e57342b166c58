package org.rostrum.reporting.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.Recurrence.Frequency;

/** The moments at which a recurrence comes round, by the rule that {@link Recurrence} states. */
public final class Occurrences {
    private final Recurrence recurrence;

    public Occurrences(Recurrence recurrence) {
        this.recurrence = recurrence;
    }

    /** The first moment later than the given one; null for {@link Frequency#ONCE_NOW}, which does not come round. */
    public @Nullable ZonedDateTime next(Instant after) {
        if (recurrence.frequency() == Frequency.ONCE_NOW) {
            return null;
        }
        // A zone may skip a whole day, and a gap may move a run into the next one: begin early, take the first that
        // fits.
        LocalDate day = after.atZone(recurrence.zone()).toLocalDate().minusDays(2);
        while (true) {
            day = nextDay(day);
            ZonedDateTime moment = moment(day);
            if (moment.toInstant().isAfter(after)) {
                return moment;
            }
        }
    }

    /** The next ones, at most {@code count}. */
    public List<ZonedDateTime> next(Instant after, int count) {
        List<ZonedDateTime> moments = new ArrayList<>();
        Instant from = after;
        for (int i = 0; i < count; i++) {
            ZonedDateTime moment = next(from);
            if (moment == null) {
                break;
            }
            moments.add(moment);
            from = moment.toInstant();
        }
        return moments;
    }

    /**
     * The moment of a day: on a day whose clocks leap over the time, the first moment after the gap; on a day on which the
     * time comes twice, the earlier one.
     */
    private ZonedDateTime moment(LocalDate day) {
        var wanted = day.atTime(recurrence.time());
        ZoneOffsetTransition change = recurrence.zone().getRules().getTransition(wanted);
        if (change != null && change.isGap()) {
            return change.getInstant().atZone(recurrence.zone());
        }
        return ZonedDateTime.ofLocal(wanted, recurrence.zone(), null).withEarlierOffsetAtOverlap();
    }

    /** The first day after the given one that the recurrence names. */
    private LocalDate nextDay(LocalDate after) {
        LocalDate day = after.plusDays(1);
        return switch (recurrence.frequency()) {
            case ONCE_NOW -> throw new IllegalStateException("does not come round");
            case DAILY -> day;
            case WEEKLY -> {
                while (!recurrence.daysOfWeek().contains(DayOfWeek.from(day))) {
                    day = day.plusDays(1);
                }
                yield day;
            }
            case MONTHLY -> {
                YearMonth month = YearMonth.from(day);
                yield in(month).isBefore(day) ? in(month.plusMonths(1)) : in(month);
            }
            case YEARLY -> {
                int month = Objects.requireNonNull(recurrence.month());
                YearMonth inYear = YearMonth.of(day.getYear(), month);
                yield in(inYear).isBefore(day) ? in(inYear.plusYears(1)) : in(inYear);
            }
        };
    }

    /** The named day of a month; its last one when it is shorter. */
    private LocalDate in(YearMonth month) {
        int day = Objects.requireNonNull(recurrence.dayOfMonth());
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }
}
