package org.rostrum.channels.connectors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The points of one rate limit: in no window of its length are more used than there are. A bucket that is filled drop by drop
 * would let up to twice as many through in a window that begins when it is full.
 */
public final class SlidingBudget {
    /** Points are given back together for a part of the window, as late as the last of them. */
    private static final int PARTS = 60;

    private final long points;
    private final Duration window;
    private final long partMillis;
    private final Deque<Part> used = new ArrayDeque<>();
    private long inUse;

    private record Part(long number, long points) {}

    public SlidingBudget(long points, Duration window) {
        this.points = points;
        this.window = window;
        this.partMillis = Math.max(1, window.toMillis() / PARTS);
    }

    /**
     * When so many points can be used; takes nothing.
     *
     * @param percent how much of all points may be in use then
     * @return null when at once
     */
    public synchronized @Nullable Instant wait(long cost, int percent, Instant now) {
        forget(now);
        long most = Math.max(1, points * percent / 100);
        // what costs more than there ever is passes when nothing else is in use
        long toFree = inUse + Math.min(cost, most) - most;
        if (toFree <= 0) {
            return null;
        }
        long freed = 0;
        for (Part part : used) {
            freed += part.points();
            if (freed >= toFree) {
                return Instant.ofEpochMilli((part.number() + 1) * partMillis).plus(window);
            }
        }
        return now.plus(window);
    }

    public synchronized void use(long cost, Instant now) {
        forget(now);
        long number = Math.floorDiv(now.toEpochMilli(), partMillis);
        Part last = used.peekLast();
        if (last != null && last.number() >= number) {
            used.removeLast();
            used.addLast(new Part(last.number(), last.points() + cost));
        } else {
            used.addLast(new Part(number, cost));
        }
        inUse += cost;
    }

    private void forget(Instant now) {
        long gone = now.toEpochMilli() - window.toMillis();
        while (!used.isEmpty() && (used.getFirst().number() + 1) * partMillis <= gone) {
            inUse -= used.removeFirst().points();
        }
    }

    /** Whether all points are there. */
    public synchronized boolean isUnused(Instant now) {
        forget(now);
        return used.isEmpty();
    }

    /** Points that nobody uses. */
    public synchronized long left(Instant now) {
        forget(now);
        return Math.max(0, points - inUse);
    }
}
