package org.rostrum.delivery.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.security.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls adapters on threads of their own, so that one that hangs, and does not even heed an interrupt, does not take the
 * thread along that waits for it.
 */
final class TargetCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetCalls.class);
    private static final int MOST_HANGING = 8;

    private final Access access;
    private final Duration timeout;
    private final ExecutorService threads;
    private final Map<String, AtomicInteger> hanging = new ConcurrentHashMap<>();

    TargetCalls(Access access, Duration timeout) {
        this.access = access;
        this.timeout = timeout;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "rostrum-call-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Makes a call as a part of the system.
     *
     * @throws DeliveryException what the adapter threw; UNKNOWN_OUTCOME when it took too long or failed in a way that is
     *     not foreseen; UNAVAILABLE without calling it when too many earlier calls still hang
     */
    <T> T call(String adapter, Callable<T> body) throws DeliveryException, InterruptedException {
        AtomicInteger stuck = hanging.computeIfAbsent(adapter, name -> new AtomicInteger());
        if (stuck.get() >= MOST_HANGING) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    stuck.get() + " earlier calls of the adapter \"" + adapter + "\" hang; restart its bundle.",
                    null);
        }
        Call<T> call = new Call<>(access, body, stuck);
        threads.execute(call);
        try {
            return call.answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.debug("A call of {} was broken off", adapter, late);
            call.abandon();
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME,
                    "The adapter \"" + adapter + "\" did not answer within " + timeout.toSeconds() + " s.",
                    null);
        } catch (ExecutionException failed) {
            Throwable failure = failed.getCause() == null ? failed : failed.getCause();
            if (failure instanceof DeliveryException foreseen) {
                throw foreseen;
            }
            // what it says may contain what was sent, so people get to see the name only
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME,
                    "The adapter \"" + adapter + "\" failed unexpectedly ("
                            + failure.getClass().getSimpleName() + "); the log tells more.",
                    failure);
        } catch (InterruptedException stop) {
            call.abandon();
            throw stop;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A call on its thread. */
    private static final class Call<T> implements Runnable {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final Access access;
        private final Callable<T> body;
        private final AtomicInteger stuck;
        private @Nullable Thread thread;
        private boolean abandoned;
        private boolean ended;

        Call(Access access, Callable<T> body, AtomicInteger stuck) {
            this.access = access;
            this.body = body;
            this.stuck = stuck;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            try {
                access.runAsSystem("delivery", this::make);
            } finally {
                end();
            }
        }

        @SuppressWarnings("IllegalCatch") // whatever plugin code throws, linkage errors included, is the answer
        private void make() {
            try {
                answer.complete(body.call());
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
        }

        private synchronized boolean begin() {
            thread = Thread.currentThread();
            return !abandoned;
        }

        private synchronized void end() {
            ended = true;
            if (abandoned) {
                stuck.decrementAndGet();
            }
        }

        synchronized void abandon() {
            if (!ended) {
                abandoned = true;
                if (thread != null) {
                    stuck.incrementAndGet();
                    thread.interrupt();
                }
            }
        }
    }
}
