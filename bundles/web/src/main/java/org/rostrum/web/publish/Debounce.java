package org.rostrum.web.publish;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs work once things have been quiet for a while after a change, but never later than a longest wait after the first. */
final class Debounce {
    private final ScheduledExecutorService executor;
    private final Runnable work;
    private final long quietNanos;
    private final long longestNanos;

    private @Nullable ScheduledFuture<?> pending;
    private long latest;

    Debounce(ScheduledExecutorService executor, Duration quiet, Duration longest, Runnable work) {
        this.executor = executor;
        this.work = work;
        this.quietNanos = quiet.toNanos();
        this.longestNanos = longest.toNanos();
    }

    /** Notes a change. */
    synchronized void changed() {
        long now = System.nanoTime();
        if (pending == null) {
            latest = now + longestNanos;
        } else {
            pending.cancel(false);
        }
        try {
            pending =
                    executor.schedule(this::run, Math.min(quietNanos, Math.max(0, latest - now)), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            pending = null;
        }
    }

    private void run() {
        synchronized (this) {
            pending = null;
        }
        work.run();
    }
}
