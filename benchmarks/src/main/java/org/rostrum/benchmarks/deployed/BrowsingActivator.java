package org.rostrum.benchmarks.deployed;

import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.security.Access;

/** Publishes {@link Browsing}. */
public final class BrowsingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(
                Browsing.class,
                new Browsing(service(context, Archive.class), service(context, Access.class)),
                FrameworkUtil.asDictionary(Map.of("osgi.jakartars.resource", true)));
    }

    private static <T> T service(BundleContext context, Class<T> type) {
        return Objects.requireNonNull(context.getService(Objects.requireNonNull(context.getServiceReference(type))));
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service back
    }
}
