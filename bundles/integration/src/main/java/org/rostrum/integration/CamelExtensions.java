package org.rostrum.integration;

import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/** The class loaders of bundles that bring further Camel components: those with the manifest header {@value #HEADER}. */
final class CamelExtensions implements Supplier<List<ClassLoader>>, AutoCloseable {
    /** Its value tells people what the bundle brings. */
    static final String HEADER = "Rostrum-Camel-Extension";

    private final BundleTracker<ClassLoader> tracker;

    CamelExtensions(BundleContext bundleContext) {
        tracker = new BundleTracker<>(
                bundleContext, Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE, new LoaderOfExtension());
        tracker.open();
    }

    @Override
    public List<ClassLoader> get() {
        return List.copyOf(tracker.getTracked().values());
    }

    @Override
    public void close() {
        tracker.close();
    }

    private static final class LoaderOfExtension implements BundleTrackerCustomizer<ClassLoader> {
        @Override
        @SuppressWarnings("NullAway") // null tells the tracker that the bundle is none of ours
        public ClassLoader addingBundle(Bundle bundle, BundleEvent event) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            return bundle.getHeaders().get(HEADER) == null || wiring == null ? null : wiring.getClassLoader();
        }

        @Override
        public void modifiedBundle(Bundle bundle, BundleEvent event, ClassLoader loader) {}

        @Override
        public void removedBundle(Bundle bundle, BundleEvent event, ClassLoader loader) {}
    }
}
