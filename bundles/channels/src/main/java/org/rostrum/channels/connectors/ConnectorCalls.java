package org.rostrum.channels.connectors;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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

    /**
     * @param type of the connector
     * @param safe whether it changes nothing at the other side
     * @throws DeliveryException of the connector; UNAVAILABLE or, if the call may have changed something, UNKNOWN_OUTCOME when it
     *     did not answer in time or failed in a way it should not
     */
    public <T> T call(String type, boolean safe, Duration most, Callable<T> call) throws DeliveryException {
        FailureCategory doubt = safe ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME;
        Future<T> answer = begin(type, call);
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new DeliveryException(
                    doubt, "The connector gave no answer within " + most.toSeconds() + " seconds.", late);
        } catch (InterruptedException stopped) {
            answer.cancel(true);
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

    private <T> Future<T> begin(String type, Callable<T> call) throws DeliveryException {
        AtomicInteger ofType = atWork.computeIfAbsent(type, any -> new AtomicInteger());
        if (ofType.incrementAndGet() > MOST_OF_A_TYPE) {
            ofType.decrementAndGet();
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "As many calls as may be (" + MOST_OF_A_TYPE + ") wait for connectors of the type " + type + ".",
                    null);
        }
        try {
            return threads.submit(() -> {
                try {
                    return call.call();
                } finally {
                    ofType.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException closed) {
            ofType.decrementAndGet();
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "The server stops.", closed);
        }
    }
}
