package org.rostrum.engagement.due;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.BusinessHours;

/**
 * Time that counts. A wall-clock time that is leapt over counts as the first moment after the gap, one that comes twice as the
 * earlier one, as everywhere in the product.
 */
public final class BusinessTime {
    /** All of it. */
    public static final BusinessTime ALWAYS = new BusinessTime(null, ZoneId.of("UTC"));

    /** Days; whoever does not open within them does not open. */
    private static final int FARTHEST = 400;

    private final @Nullable BusinessHours hours;
    private final ZoneId zone;

    private BusinessTime(@Nullable BusinessHours hours, ZoneId zone) {
        this.hours = hours;
        this.zone = zone;
    }

    public static BusinessTime of(BusinessHours hours, ZoneId zone) {
        return new BusinessTime(hours, zone);
    }

    public boolean isOpen(Instant at) {
        return hours == null
                || on(at.atZone(zone).toLocalDate()).stream()
                        .anyMatch(stretch -> !at.isBefore(stretch.from) && at.isBefore(stretch.to));
    }

    private record Stretch(Instant from, Instant to) {}

    /** When so much of it has passed since a moment; that moment itself for none or less. Empty when the account never opens. */
    Optional<Instant> after(Instant from, Duration wanted) {
        if (wanted.isNegative() || wanted.isZero()) {
            return Optional.of(from);
        }
        if (hours == null) {
            return Optional.of(from.plus(wanted));
        }
        Duration left = wanted;
        LocalDate date = from.atZone(zone).toLocalDate();
        for (int closed = 0; closed < FARTHEST; date = date.plusDays(1)) {
            closed++;
            for (Stretch stretch : on(date)) {
                Instant begin = stretch.from.isAfter(from) ? stretch.from : from;
                Duration open = Duration.between(begin, stretch.to);
                if (open.compareTo(left) >= 0) {
                    return Optional.of(begin.plus(left));
                }
                if (!open.isNegative() && !open.isZero()) {
                    left = left.minus(open);
                    closed = 0;
                }
            }
        }
        return Optional.empty();
    }

    /** How much of it there is from one moment to another; none when that is earlier. */
    Duration between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        if (hours == null) {
            return Duration.between(from, to);
        }
        Duration sum = Duration.ZERO;
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate date = from.atZone(zone).toLocalDate(); !date.isAfter(last); date = date.plusDays(1)) {
            for (Stretch stretch : on(date)) {
                Instant begin = stretch.from.isAfter(from) ? stretch.from : from;
                Instant end = stretch.to.isBefore(to) ? stretch.to : to;
                if (begin.isBefore(end)) {
                    sum = sum.plus(Duration.between(begin, end));
                }
            }
        }
        return sum;
    }

    private List<Stretch> on(LocalDate date) {
        List<Stretch> stretches = new ArrayList<>();
        if (hours == null) {
            return stretches;
        }
        for (BusinessHours.Interval interval : hours.on(date)) {
            Stretch stretch = new Stretch(moment(date, interval.from()), moment(date, interval.to()));
            if (stretch.from.isBefore(stretch.to)) {
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
