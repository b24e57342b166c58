package org.rostrum.accounts.attribute;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.BusinessHours;

/**
 * Business hours laid on the line of time. A wall-clock time that is leapt over counts as the first moment after the gap, one
 * that comes twice as the earlier one.
 */
final class Openings {
    private static final int FARTHEST = 400;

    private final BusinessHours hours;
    private final ZoneId zone;

    Openings(BusinessHours hours, ZoneId zone) {
        this.hours = hours;
        this.zone = zone;
    }

    private record Stretch(Instant from, Instant to) {}

    /**
     * @param next when it opens after the moment asked for; null when not in sight
     * @param closes null when closed, or when it does not close in sight
     */
    record State(boolean open, @Nullable Instant next, @Nullable Instant closes) {}

    State at(Instant moment) {
        LocalDate first = moment.atZone(zone).toLocalDate().minusDays(1);
        Stretch current = null;
        for (int day = 0; day <= FARTHEST; day++) {
            for (Stretch stretch : on(first.plusDays(day))) {
                if (current != null && !stretch.from().isAfter(current.to())) {
                    // hours that go on over midnight
                    current = new Stretch(current.from(), stretch.to());
                } else if (current != null) {
                    return new State(true, stretch.from(), current.to());
                } else if (stretch.from().isAfter(moment)) {
                    return new State(false, stretch.from(), null);
                } else if (stretch.to().isAfter(moment)) {
                    current = stretch;
                }
            }
        }
        return current == null
                ? new State(false, null, null)
                : new State(true, null, endsInSight(current, moment) ? current.to() : null);
    }

    private static boolean endsInSight(Stretch stretch, Instant moment) {
        return stretch.to().isBefore(moment.plusSeconds((FARTHEST - 2) * 86_400L));
    }

    private List<Stretch> on(LocalDate date) {
        List<Stretch> stretches = new ArrayList<>();
        for (BusinessHours.Interval interval : hours.on(date)) {
            Stretch stretch = new Stretch(moment(date, interval.from()), moment(date, interval.to()));
            if (stretch.from().isBefore(stretch.to())) {
                stretches.add(stretch);
            }
        }
        return stretches;
    }

    private Instant moment(LocalDate date, int minutes) {
        LocalDateTime wall = date.atStartOfDay().plusMinutes(minutes);
        ZoneOffsetTransition transition = zone.getRules().getTransition(wall);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : wall.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
