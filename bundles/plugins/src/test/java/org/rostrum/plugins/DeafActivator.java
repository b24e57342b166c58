package org.rostrum.plugins;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Waits for what comes only when the test says so, and does not listen to who wants to end it. */
public final class DeafActivator implements BundleActivator {
    /** By this name the framework's properties hold the latch. */
    static final String RELEASE = "probe.release";

    @Override
    public void start(BundleContext context) {
        CountDownLatch release =
                (CountDownLatch) Objects.requireNonNull(System.getProperties().get(RELEASE));
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException unheard) {
                // that is what it is for
            }
        }
    }

    @Override
    public void stop(BundleContext context) {
        // nothing to stop
    }
}
