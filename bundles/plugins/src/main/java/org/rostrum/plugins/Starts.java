package org.rostrum.plugins;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;

/**
 * Finds out why bundles did not start. The framework tells that only to whoever starts a bundle, and the watcher of the deploy
 * folder keeps it to the log; so a bundle that did not start is started once more, by a thread of this class.
 */
final class Starts implements BundleListener, AutoCloseable {
    /** What of a failure is kept: words alone, as an exception would hold on to the bundle's classes. */
    private record Trial(long lastModified, @Nullable String failure) {}

    private final BundleContext context;
    private final Map<Long, Trial> trials = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor thread;

    Starts(BundleContext context) {
        this.context = context;
        this.thread = new ThreadPoolExecutor(1, 1, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, "plugins-start");
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.STARTED, BundleEvent.UPDATED, BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED -> trials
                    .remove(event.getBundle().getBundleId());
            default -> {
                // nothing that makes a failure a thing of the past
            }
        }
    }

    /** For people: how the last start of a bundle ended that did not start; null while that is being found out. */
    @Nullable
    synchronized String failure(Bundle bundle) {
        long id = bundle.getBundleId();
        Trial fresh = new Trial(bundle.getLastModified(), null);
        Trial before = trials.get(id);
        if (before != null && before.lastModified() == fresh.lastModified()) {
            return before.failure();
        }
        trials.put(id, fresh);
        thread.execute(() -> tryAgain(bundle, fresh));
        return null;
    }

    private void tryAgain(Bundle bundle, Trial trial) {
        try {
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException | IllegalStateException failed) {
            trials.replace(
                    bundle.getBundleId(),
                    trial,
                    new Trial(trial.lastModified(), words(failed instanceof BundleException ? inner(failed) : failed)));
        }
    }

    private static Throwable inner(Throwable failed) {
        Throwable inner = failed;
        for (int depth = 0; inner.getCause() != null && depth < 20; depth++) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static String words(Throwable failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return failure.getClass().getSimpleName()
                + (failure.getMessage() == null ? "" : ": " + message.substring(0, Math.min(500, message.length())));
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
        thread.shutdownNow();
    }
}
