package org.rostrum.channels.connectors;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls connectors on threads of their own, so that one that hangs or fails in a way it should not keeps nobody: what takes too
 * long is interrupted and left behind. Of each type only so many calls may be there at once, those left behind included.
 */
@Component(service = ConnectorCalls.class)
public final class ConnectorCalls {
    /** A connector has a minute; this is how long it is waited for. */
    public static final Duration LONGEST = Duration.ofSeconds(65);

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorCalls.class);
    private static final int MOST_OF_A_TYPE = 16;

    private final Map<String, AtomicInteger> atWork = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    @Activate
    public ConnectorCalls() {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "rostrum-connector-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    public void close() {
        threads.shutdownNow();
    }

    /** A call that was begun. */
    public static final class Pending<T> {
        /** How long one that is broken off may take to notice. */
        private static final long NOTICE_SECONDS = 5;

        private final String type;
        private final FailureCategory doubt;
        private final long end;
        private final Duration most;
        private final CountDownLatch over = new CountDownLatch(1);
        private @Nullable Future<T> answer;

        private Pending(String type, boolean safe, Duration most) {
            this.type = type;
            this.doubt = safe ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME;
            this.most = most;
            this.end = System.nanoTime() + most.toNanos();
        }

        private Future<T> answer() {
            return Objects.requireNonNull(answer);
        }

        /**
         * @throws DeliveryException of the connector; UNAVAILABLE or, if the call may have changed something, UNKNOWN_OUTCOME when
         *     it did not answer in time or failed in a way it should not
         */
        public T get() throws DeliveryException {
            try {
                return answer().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                answer().cancel(true);
                throw new DeliveryException(
                        doubt, "The connector gave no answer within " + most.toSeconds() + " seconds.", late);
            } catch (InterruptedException stopped) {
                answer().cancel(true);
                Thread.currentThread().interrupt();
                throw new DeliveryException(doubt, "The server stops.", stopped);
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof DeliveryException told) {
                    throw told;
                }
                LOG.error("A connector of type {} failed in a way it should not", type, failure.getCause());
                throw new DeliveryException(
                        doubt,
                        "The connector failed in a way it should not (the log has more): "
                                + String.valueOf(failure.getCause())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        failure);
            }
        }

        /** Breaks it off, whatever it would have answered, and waits until it has noticed. */
        public void end() {
            if (!answer().cancel(true)) {
                return;
            }
            try {
                if (!over.await(NOTICE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("A connector of type {} does not let itself be broken off", type);
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * @param type of the connector
     * @param safe whether it changes nothing at the other side
     * @throws DeliveryException as {@link Pending#get}
     */
    public <T> T call(String type, boolean safe, Duration most, Callable<T> call) throws DeliveryException {
        return begin(type, safe, most, call).get();
    }

    /**
     * Begins a call and does not wait for its answer.
     *
     * @param most how long it may take from now on
     * @throws DeliveryException UNAVAILABLE when too many of the type are under way
     */
    public <T> Pending<T> begin(String type, boolean safe, Duration most, Callable<T> call) throws DeliveryException {
        Pending<T> pending = new Pending<>(type, safe, most);
        pending.answer = submit(type, call, pending.over);
        return pending;
    }

    private <T> Future<T> submit(String type, Callable<T> call, CountDownLatch over) throws DeliveryException {
        AtomicInteger ofType = atWork.computeIfAbsent(type, any -> new AtomicInteger());
        if (ofType.incrementAndGet() > MOST_OF_A_TYPE) {
            ofType.decrementAndGet();
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "As many calls as may be (" + MOST_OF_A_TYPE + ") wait for connectors of the type " + type + ".",
                    null);
        }
        FutureTask<T> task = new FutureTask<>(call);
        try {
            // around the task: one that is broken off before it began is over, too
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    ofType.decrementAndGet();
                    over.countDown();
                }
            });
            return task;
        } catch (RejectedExecutionException closed) {
            ofType.decrementAndGet();
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "The server stops.", closed);
        }
    }
}
