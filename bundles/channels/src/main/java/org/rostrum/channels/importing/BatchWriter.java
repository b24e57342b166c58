package org.rostrum.channels.importing;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores one batch after the other in a thread of its own, so that the next one is read meanwhile. No more than one is under
 * way: whoever hands over another waits for it, and is told there how it ended.
 */
final class BatchWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
    /** A batch takes seconds at most, unless the database is away or somebody has locked a table. */
    private static final int PATIENCE_SECONDS = 120;

    private final Access access;
    private final ExecutorService thread;
    private @Nullable Future<?> underWay;

    BatchWriter(Access access, long runId) {
        this.access = access;
        this.thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "rostrum-import-" + runId));
    }

    /**
     * Begins to store once what was handed over before is stored.
     *
     * @throws RuntimeException that of the batch before, if it failed; this one is not begun then
     */
    void store(Runnable batch) {
        await();
        underWay = thread.submit(() -> access.runAsSystem("imports", batch));
    }

    /**
     * Returns when everything is stored.
     *
     * @throws RuntimeException that of the last batch, if it failed
     */
    void await() {
        Future<?> last = underWay;
        underWay = null;
        if (last == null) {
            return;
        }
        try {
            last.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The import was interrupted; it goes on behind the last stored batch.");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Lets the batch that is under way come to its end: to interrupt it in the midst of the database would help nobody. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!ended) {
                    LOG.warn("A batch of an import is still not stored; the database keeps it waiting");
                    // the server stops: it goes on behind the last stored batch then
                    ended = interrupted;
                }
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        tellFailure();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a batch that nobody waited for, because reading has failed. */
    private void tellFailure() {
        Future<?> last = underWay;
        if (last != null && last.isDone()) {
            try {
                last.get();
            } catch (ExecutionException failed) {
                LOG.warn("The last batch of an import that was broken off is not stored", failed.getCause());
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
