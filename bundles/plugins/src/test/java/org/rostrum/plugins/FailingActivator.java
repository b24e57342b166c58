package org.rostrum.plugins;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Of a plugin that cannot start. */
public final class FailingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("the moon is not full");
    }

    @Override
    public void stop(BundleContext context) {
        // was never started
    }
}
