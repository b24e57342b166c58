package org.rostrum.integration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.integration.component.Platform;

/** Runs every {@code RoutesBuilder} that is registered as a service, in the context of the bundle that registered it. */
@Component(service = PluginRoutes.class, immediate = true, configurationPid = "org.rostrum.integration")
@Designate(ocd = IntegrationConfig.class)
public final class PluginRoutes {
    private final CamelExtensions extensions;
    private final PluginContexts contexts;
    private final Metrics.Gauge running;

    @Activate
    public PluginRoutes(
            BundleContext bundleContext,
            IntegrationConfig config,
            @Reference Access access,
            @Reference DeliveryService deliveries,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        Duration stopTimeout = stopTimeout(config);
        extensions = new CamelExtensions(bundleContext);
        Platform platform = new Platform(access, deliveries, metrics, clock, new TargetServices(bundleContext));
        contexts = new PluginContexts(new ContextFactory(platform, extensions, stopTimeout, config.jmx()));
        metrics.describe(
                "rostrum.integration.exchanges",
                "Time that a route of a plugin took to deliver, by adapter, kind and outcome");
        metrics.describe("rostrum.integration.routes", "Routes of plugins that are running");
        running = metrics.gauge("rostrum.integration.routes", this::runningRoutes);
    }

    static Duration stopTimeout(IntegrationConfig config) {
        int seconds = config.stopTimeoutSeconds();
        if (seconds < 1 || seconds > 300) {
            throw new IllegalArgumentException(
                    "org.rostrum.integration: stopTimeoutSeconds must be 1 to 300, not " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    @Reference(
            service = RoutesBuilder.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addRoutes(RoutesBuilder builder, ServiceReference<RoutesBuilder> reference) {
        contexts.add(plugin(reference), builder);
    }

    void removeRoutes(RoutesBuilder builder, ServiceReference<RoutesBuilder> reference) {
        contexts.remove(builder);
    }

    PluginContexts contexts() {
        return contexts;
    }

    private static Plugin plugin(ServiceReference<RoutesBuilder> reference) {
        Bundle bundle = reference.getBundle();
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        if (bundle == null || wiring == null) {
            throw new IllegalStateException("The routes " + reference + " are already gone");
        }
        return new Plugin(
                bundle.getBundleId() + "@" + bundle.getLastModified(),
                bundle.getSymbolicName(),
                wiring.getClassLoader());
    }

    private double runningRoutes() {
        return contexts.reports().stream()
                .flatMap(report -> report.routes().stream())
                .filter(RoutesReport.Route::started)
                .count();
    }

    List<RoutesReport> reports() {
        return contexts.reports();
    }

    @Deactivate
    void stop() {
        running.close();
        contexts.close();
        extensions.close();
    }
}
