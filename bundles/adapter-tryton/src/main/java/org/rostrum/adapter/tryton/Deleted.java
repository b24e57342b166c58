package org.rostrum.adapter.tryton;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Finds opportunities that were deleted: those that were watched, and those that came and went between two looks, whose ids were left
 * out. That one cannot be seen any more says nothing: its history must show that it was cancelled, as Tryton does before it deletes
 * anything, and so what was only taken out of the user's sight is not told as deleted.
 */
final class Deleted {
    private static final int MOST = 50;
    private static final int LARGEST_GAP = 1000;

    private final Tryton tryton;
    private final Opportunities opportunities;

    Deleted(Tryton tryton, Opportunities opportunities) {
        this.tryton = tryton;
        this.opportunities = opportunities;
    }

    /**
     * One that is not there any more.
     *
     * @param at when it was deleted
     * @param last how it was before
     */
    record Gone(long id, LocalDateTime at, String author, Version last) {}

    /** At most some, the others the next time; they are watched no longer. */
    List<Gone> find(Workplace.Place place, Position position) throws DeliveryException {
        NavigableSet<Long> missing = new TreeSet<>(position.watched());
        long highest = opportunities.highest(place);
        if (position.highest() > 0) {
            long first = Math.max(position.highest() + 1, highest - LARGEST_GAP);
            for (long id = first; id < highest; id++) {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            missing.removeAll(opportunities.existing(place, missing));
        }
        if (missing.isEmpty()) {
            position.highest(highest);
            return List.of();
        }
        Map<Long, NavigableMap<LocalDateTime, String>> revisions = opportunities.revisions(tryton.placeAnew(), missing);
        List<Gone> gone = new ArrayList<>();
        Set<Long> never = new HashSet<>();
        int looked = 0;
        // those that the user may not see any more stay among them
        for (Long id : missing.descendingSet()) {
            NavigableMap<LocalDateTime, String> all = revisions.get(id);
            if (all == null) {
                never.add(id);
            } else if (looked < MOST) {
                looked++;
                gone(place, id, all).ifPresent(gone::add);
            }
        }
        if (looked < MOST || gone.isEmpty()) {
            position.highest(highest);
        }
        position.watched().removeAll(never);
        gone.forEach(one -> position.watched().remove(one.id()));
        return gone;
    }

    private Optional<Gone> gone(Workplace.Place place, long id, NavigableMap<LocalDateTime, String> all)
            throws DeliveryException {
        Map.Entry<LocalDateTime, String> end = all.lastEntry();
        Optional<Version> last = opportunities.version(place, id, end.getKey());
        LocalDateTime earlier = all.lowerKey(end.getKey());
        // where no rule bounds what users see, the end itself is seen, of which nothing but the moment is there
        boolean isEnd = last.isPresent() && last.get().state().isEmpty() && earlier != null;
        if (isEnd) {
            last = opportunities.version(place, id, earlier);
        }
        if (last.isEmpty() || !(isEnd || last.get().state().equals("cancelled")) || !opportunities.isOurs(last.get())) {
            return Optional.empty();
        }
        return Optional.of(new Gone(id, end.getKey(), end.getValue(), last.get()));
    }
}
