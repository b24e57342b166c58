package org.rostrum.integration;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.integration.component.TargetPublisher;

/** Registers the targets of routes as OSGi services. */
final class TargetServices implements TargetPublisher {
    private final BundleContext bundleContext;

    TargetServices(BundleContext bundleContext) {
        this.bundleContext = bundleContext;
    }

    @Override
    public Publication publish(String plugin, DeliveryTarget target) {
        Map<String, Object> properties = Map.of(
                "rostrum.plugin", plugin,
                "rostrum.adapter", target.adapter(),
                "rostrum.kinds", target.kinds().toArray(String[]::new));
        ServiceRegistration<DeliveryTarget> registration =
                bundleContext.registerService(DeliveryTarget.class, target, FrameworkUtil.asDictionary(properties));
        return () -> unregister(registration);
    }

    private static void unregister(ServiceRegistration<DeliveryTarget> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException gone) {
            // the framework was quicker: our bundle stops
        }
    }
}
