package org.rostrum.connector.file.folder;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until something may have happened in a folder; without help of the system it just waits. */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

    /** A file that grows tells so a thousand times a second. */
    private static final Duration BREATH = Duration.ofMillis(200);

    private final Path folder;
    private final CountDownLatch stopped;
    private @Nullable WatchService service;
    private @Nullable WatchKey key;

    /** @param stopped opens when nobody needs to wait any more; {@link #close} wakes at once */
    Watcher(Path folder, CountDownLatch stopped) {
        this.folder = folder;
        this.stopped = stopped;
        try {
            this.service = folder.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException none) {
            LOG.info(
                    "The system tells of no changes in {}: it is looked at from time to time ({})",
                    folder,
                    none.toString());
        }
    }

    void await(Duration longest) throws InterruptedException {
        WatchService watches = service;
        if (watches == null) {
            stopped.await(longest.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        register(watches);
        try {
            WatchKey changed = watches.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (changed != null) {
                stopped.await(Math.min(BREATH.toMillis(), longest.toMillis()), TimeUnit.MILLISECONDS);
                changed.pollEvents();
                changed.reset();
            }
        } catch (ClosedWatchServiceException closed) {
            // nobody waits any more
        }
    }

    /** Again when the folder was removed and made anew. */
    private void register(WatchService watches) {
        WatchKey known = key;
        if ((known != null && known.isValid()) || !Files.isDirectory(folder)) {
            return;
        }
        try {
            key = folder.register(
                    watches,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException | ClosedWatchServiceException failure) {
            LOG.warn("The system does not tell of changes in {}: {}", folder, failure.toString());
        }
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            service.close();
        }
    }
}
