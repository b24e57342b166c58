package org.rostrum.channels.polling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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
 * that have to wait do so here, in their order, as long as it will not be for long; types take turns. Channels that are new, or
 * whose last poll was slow or failed, have a lane of their own, which never takes more than half of what their type may have; new
 * ones come first there.
 */
final class PollThreads implements AutoCloseable {
    /** Well below what is left of a lease when the poll itself takes its longest. */
    static final long MOST_WAIT_MILLIS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(PollThreads.class);
    private static final int MOST_WAITING = 1_000;
    private static final double WEIGHT_OF_LAST = 0.2;
    private static final double SLOW_MILLIS = 2_000;

    private final int most;
    private final int perType;
    private final int perSlowLane;
    private final Map<Lane, Queue> lanes = new LinkedHashMap<>();
    private final Map<String, Integer> atWorkOfType = new HashMap<>();
    private final Set<String> slow = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> askedMeanwhile = new HashSet<>();
    private final ThreadPoolExecutor threads;
    private int atWork;
    private boolean closed;

    private record Lane(String type, boolean slow) {}

    /** The polls of a lane. */
    private static final class Queue {
        private final Deque<Turn> waiting = new ArrayDeque<>();
        private int atWork;
        /** How long one takes; 0 before the first has ended. */
        private double millis;
    }

    private record Turn(Lane lane, Job job, long since) {}

    /** What is known of a channel. */
    enum Standing {
        WELL,
        NEW,
        ILL
    }

    /**
     * A poll.
     *
     * @param standing how the poll before went
     * @param poll does it
     * @param putOff called instead when its turn came too late
     * @param askAgain called after its end if it was to begin once more before that
     */
    record Job(String type, String channelId, Standing standing, Runnable poll, Runnable putOff, Runnable askAgain) {}

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
        this.perSlowLane = Math.max(1, perType / 2);
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> new Thread(work, "rostrum-poll-" + number.incrementAndGet()));
    }

    Begun begin(Job job) {
        synchronized (this) {
            if (known.contains(job.channelId())) {
                askedMeanwhile.add(job.channelId());
                return Begun.AT_WORK;
            }
            Lane lane = lane(job);
            Queue own = lanes.computeIfAbsent(lane, any -> new Queue());
            if (closed || own.waiting.size() >= MOST_WAITING || wait(lane, own) > MOST_WAIT_MILLIS) {
                return Begun.FULL;
            }
            known.add(job.channelId());
            Turn turn = new Turn(lane, job, System.nanoTime());
            if (job.standing() == Standing.NEW) {
                own.waiting.addFirst(turn);
            } else {
                own.waiting.addLast(turn);
            }
        }
        beginNext();
        return Begun.BEGUN;
    }

    private Lane lane(Job job) {
        return new Lane(job.type(), job.standing() != Standing.WELL || slow.contains(job.channelId()));
    }

    private void beginNext() {
        for (Turn turn = next(); turn != null; turn = next()) {
            Turn begun = turn;
            try {
                threads.execute(() -> runAll(begun));
            } catch (RejectedExecutionException noThread) {
                // the lease runs out, then it is polled again
                LOG.warn("There is no thread to poll channel {}", begun.job().channelId());
                end(begun);
                return;
            }
        }
    }

    /** Whose turn it is; null when nobody waits or there is no room. */
    private synchronized @Nullable Turn next() {
        if (atWork >= most) {
            return null;
        }
        for (Map.Entry<Lane, Queue> entry : lanes.entrySet()) {
            Lane lane = entry.getKey();
            Queue queue = entry.getValue();
            boolean room =
                    atWorkOfType.getOrDefault(lane.type(), 0) < perType && (!lane.slow() || queue.atWork < perSlowLane);
            Turn turn = room ? queue.waiting.poll() : null;
            if (turn != null) {
                queue.atWork++;
                atWork++;
                atWorkOfType.merge(lane.type(), 1, Integer::sum);
                // the others are first next time
                lanes.remove(lane);
                lanes.put(lane, queue);
                return turn;
            }
        }
        return null;
    }

    /** The thread goes on with whoever waits: no other one is woken for that. */
    private void runAll(Turn first) {
        for (Turn turn = first; turn != null; turn = next()) {
            run(turn);
        }
    }

    private void run(Turn turn) {
        long began = System.nanoTime();
        try {
            if (millis(began - turn.since()) <= 2 * MOST_WAIT_MILLIS) {
                turn.job().poll().run();
                took(turn, millis(System.nanoTime() - began));
            } else {
                // so late that another server may take it up any moment
                LOG.info(
                        "Channel {} waited too long for its poll and is put off",
                        turn.job().channelId());
                turn.job().putOff().run();
            }
        } catch (RuntimeException failure) {
            // the lease runs out, then it is polled again
            LOG.error("A poll of channel {} could not be ended", turn.job().channelId(), failure);
        } finally {
            if (end(turn)) {
                askAgain(turn.job());
            }
        }
    }

    private static void askAgain(Job job) {
        try {
            job.askAgain().run();
        } catch (RuntimeException failure) {
            LOG.warn("Channel {} could not be asked again soon: {}", job.channelId(), failure.toString());
        }
    }

    private synchronized void took(Turn turn, double millis) {
        if (millis > SLOW_MILLIS) {
            slow.add(turn.job().channelId());
        } else {
            slow.remove(turn.job().channelId());
        }
        Queue queue = lanes.get(turn.lane());
        if (queue != null) {
            queue.millis = queue.millis == 0 ? millis : queue.millis + WEIGHT_OF_LAST * (millis - queue.millis);
        }
    }

    /** Whether it was to begin once more meanwhile. */
    private synchronized boolean end(Turn turn) {
        known.remove(turn.job().channelId());
        atWork--;
        atWorkOfType.merge(turn.lane().type(), -1, Integer::sum);
        Queue queue = lanes.get(turn.lane());
        if (queue != null) {
            queue.atWork--;
        }
        return askedMeanwhile.remove(turn.job().channelId());
    }

    /** The channel is not polled any more. */
    synchronized void forget(String channelId) {
        slow.remove(channelId);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** How long one more would wait, as far as can be told, in milliseconds. */
    private double wait(Lane lane, Queue queue) {
        return queue.waiting.size() * queue.millis / (lane.slow() ? perSlowLane : perType);
    }

    /** Roughly how long one that was turned away should wait before it asks again. */
    synchronized long expectedWaitMillis(String type) {
        double longest = 0;
        for (Map.Entry<Lane, Queue> entry : lanes.entrySet()) {
            if (entry.getKey().type().equals(type)) {
                longest = Math.max(longest, wait(entry.getKey(), entry.getValue()));
            }
        }
        return (long) Math.min(MOST_WAIT_MILLIS, longest);
    }

    /** Channels whose turn has not come, and does not come any more. */
    synchronized List<String> giveBack() {
        closed = true;
        List<String> given = new ArrayList<>();
        for (Queue queue : lanes.values()) {
            queue.waiting.forEach(turn -> given.add(turn.job().channelId()));
            queue.waiting.clear();
        }
        known.removeAll(given);
        askedMeanwhile.removeAll(given);
        return given;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
