package org.rostrum.http;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * One thread that looks after all calls under way, and some for what may block it. They end when there is nothing for them to
 * do, a second after the last client was closed. Nothing here is work that may be lost.
 */
@Component(service = CallWatch.class)
public final class CallWatch {
    private static final long LOOK_MILLIS = 50;
    private static final long IDLE_SECONDS = 1;

    private final ScheduledThreadPoolExecutor watch;
    private final ExecutorService helpers;

    @Activate
    public CallWatch() {
        this.watch = new ScheduledThreadPoolExecutor(1, named("rostrum-http-watch-"));
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
        this.helpers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named("rostrum-http-help-"));
    }

    /** Threads that belong to nobody's class loader. */
    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        };
    }

    @Deactivate
    public void close() {
        watch.shutdownNow();
        helpers.shutdownNow();
    }

    /** Looks after a call until the result is cancelled. */
    Future<?> over(CallUnderWay call) {
        try {
            return watch.scheduleWithFixedDelay(call::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            // all clients are being closed, and that breaks it off
            return CompletableFuture.completedFuture(call);
        }
    }

    /** Does something on another thread, some time later, unless the result is cancelled. */
    Future<?> later(Duration after, Runnable work) {
        return watch.schedule(() -> helpers.execute(work), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does something on another thread; cancelled when all is being stopped. */
    <T> CompletableFuture<T> help(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            helpers.execute(() -> {
                try {
                    done.complete(work.call());
                } catch (Exception failure) { // handed to whoever waits
                    done.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException stopped) {
            done.cancel(false);
        }
        return done;
    }
}
