package org.rostrum.channels.polling;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where polls run: so many at once, and so many of one connector type, so that one that is slow leaves room for others. */
final class PollThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollThreads.class);
    private static final long MOST_WAIT_MILLIS = 30_000;

    private final Semaphore all;
    private final int perType;
    private final Map<String, Semaphore> ofType = new ConcurrentHashMap<>();
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    enum Begun {
        BEGUN,
        /** The channel is being polled. */
        AT_WORK,
        /** There is no room now. */
        FULL
    }

    PollThreads(int atOnce, int atOncePerType) {
        int most = Math.max(1, atOnce);
        this.all = new Semaphore(most);
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
        if (!atWork.add(channelId)) {
            return Begun.AT_WORK;
        }
        Semaphore own = ofType.computeIfAbsent(type, any -> new Semaphore(perType));
        if (!own.tryAcquire()) {
            atWork.remove(channelId);
            turnedAway.incrementAndGet();
            return Begun.FULL;
        }
        if (!all.tryAcquire()) {
            own.release();
            atWork.remove(channelId);
            turnedAway.incrementAndGet();
            return Begun.FULL;
        }
        try {
            threads.execute(() -> {
                try {
                    poll.run();
                } catch (RuntimeException failure) {
                    // the lease runs out, then it is polled again
                    LOG.error("A poll of channel {} could not be ended", channelId, failure);
                } finally {
                    atWork.remove(channelId);
                    own.release();
                    all.release();
                    turnedAway.updateAndGet(waiting -> Math.max(0, waiting - 1));
                }
            });
            return Begun.BEGUN;
        } catch (RejectedExecutionException noThread) {
            atWork.remove(channelId);
            own.release();
            all.release();
            return Begun.FULL;
        }
    }

    /** Roughly how long those that were turned away wait, so that they do not ask all the time. */
    long expectedWaitMillis() {
        return Math.min(MOST_WAIT_MILLIS, 500 + 100L * turnedAway.get());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
