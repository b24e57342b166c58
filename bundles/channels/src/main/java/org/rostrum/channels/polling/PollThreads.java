package org.rostrum.channels.polling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where polls run: so many at once, and so many of one connector type, so that one that is slow leaves room for others. Those
 * that have to wait do so here, in their order, as long as it will not be for long; types take turns.
 */
final class PollThreads implements AutoCloseable {
    /** Well below what is left of a lease when the poll itself takes its longest. */
    static final long MOST_WAIT_MILLIS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(PollThreads.class);
    private static final int MOST_WAITING = 1_000;
    private static final double WEIGHT_OF_LAST = 0.2;

    private final int most;
    private final int perType;
    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final ThreadPoolExecutor threads;
    private int atWork;
    private boolean closed;

    /** The polls of a connector type. */
    private static final class Type {
        private final Deque<Turn> waiting = new ArrayDeque<>();
        private int atWork;
        /** How long one takes; 0 before the first has ended. */
        private double millis;
    }

    private record Turn(String type, String channelId, Runnable poll, long since) {}

    enum Begun {
        /** It is at work, or will be soon. */
        BEGUN,
        /** The channel is being polled. */
        AT_WORK,
        /** There is no room now. */
        FULL
    }

    PollThreads(int atOnce, int atOncePerType) {
        this.most = Math.max(1, atOnce);
        this.perType = Math.max(1, Math.min(most, atOncePerType));
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> new Thread(work, "rostrum-poll-" + number.incrementAndGet()));
    }

    Begun begin(String type, String channelId, Runnable poll) {
        synchronized (this) {
            if (known.contains(channelId)) {
                return Begun.AT_WORK;
            }
            Type own = types.computeIfAbsent(type, any -> new Type());
            if (closed || own.waiting.size() >= MOST_WAITING || wait(own) > MOST_WAIT_MILLIS) {
                return Begun.FULL;
            }
            known.add(channelId);
            own.waiting.add(new Turn(type, channelId, poll, System.nanoTime()));
        }
        beginNext();
        return Begun.BEGUN;
    }

    private void beginNext() {
        for (Turn turn = next(); turn != null; turn = next()) {
            Turn begun = turn;
            try {
                threads.execute(() -> run(begun));
            } catch (RejectedExecutionException noThread) {
                // the lease runs out, then it is polled again
                LOG.warn("There is no thread to poll channel {}", begun.channelId());
                end(begun, 0);
                return;
            }
        }
    }

    /** Whose turn it is; null when nobody waits or there is no room. */
    private synchronized @Nullable Turn next() {
        if (atWork >= most) {
            return null;
        }
        for (Map.Entry<String, Type> entry : types.entrySet()) {
            Type type = entry.getValue();
            Turn turn = type.atWork < perType ? type.waiting.poll() : null;
            if (turn != null) {
                type.atWork++;
                atWork++;
                // the others are first next time
                types.remove(entry.getKey());
                types.put(entry.getKey(), type);
                return turn;
            }
        }
        return null;
    }

    private void run(Turn turn) {
        long began = System.nanoTime();
        try {
            if (millis(began - turn.since()) <= 2 * MOST_WAIT_MILLIS) {
                turn.poll().run();
            } else {
                // so late that another server may take it up any moment
                LOG.warn("Channel {} waited too long for its poll and is put off", turn.channelId());
            }
        } catch (RuntimeException failure) {
            // the lease runs out, then it is polled again
            LOG.error("A poll of channel {} could not be ended", turn.channelId(), failure);
        } finally {
            end(turn, millis(System.nanoTime() - began));
        }
        beginNext();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private synchronized void end(Turn turn, double millis) {
        known.remove(turn.channelId());
        atWork--;
        Type type = types.get(turn.type());
        if (type != null) {
            type.atWork--;
            type.millis = type.millis == 0 ? millis : type.millis + WEIGHT_OF_LAST * (millis - type.millis);
        }
    }

    /** How long one more would wait, as far as can be told, in milliseconds. */
    private double wait(Type type) {
        return type.waiting.size() * type.millis / perType;
    }

    /** Roughly how long one of this type that was turned away should wait before it asks again. */
    synchronized long expectedWaitMillis(String type) {
        Type own = types.get(type);
        return own == null ? 0 : (long) Math.min(MOST_WAIT_MILLIS, wait(own));
    }

    /** Channels whose turn has not come, and does not come any more. */
    synchronized List<String> giveBack() {
        closed = true;
        List<String> given = new ArrayList<>();
        for (Type type : types.values()) {
            type.waiting.forEach(turn -> given.add(turn.channelId()));
            type.waiting.clear();
        }
        known.removeAll(given);
        return given;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
