package org.rostrum.adapter.mail;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mails as adapter {@code mail}. Registers its services itself: done by the component runtime they would carry the
 * configuration, and with it the password, as their properties.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.rostrum.adapter.mail")
@Designate(ocd = MailConfig.class)
public final class MailAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(MailAdapter.class);

    private final ServiceRegistration<RoutesBuilder> routes;
    private final ServiceRegistration<HealthCheck> health;

    /** The routes for a configuration, and how they are. */
    record Parts(RoutesBuilder routes, Supplier<Result> health) {}

    @Activate
    public MailAdapter(BundleContext bundleContext, MailConfig config, @Reference Clock clock) {
        Parts parts = parts(config, clock);
        health = bundleContext.registerService(
                HealthCheck.class,
                parts.health()::get,
                FrameworkUtil.asDictionary(Map.of("hc.name", "adapter-mail", "hc.tags", "operations")));
        routes = bundleContext.registerService(
                RoutesBuilder.class, parts.routes(), FrameworkUtil.asDictionary(Map.of()));
    }

    static Parts parts(MailConfig config, Clock clock) {
        try {
            MailServer server = MailServer.of(config);
            if (server.signsIn() && server.security() == Security.NONE) {
                LOG.warn("The password for the mail server {} goes over the network unprotected", server);
            }
            MailRoutes routes = new MailRoutes(server, clock);
            return new Parts(
                    routes,
                    () -> new Result(
                            Result.Status.OK,
                            "mails go to " + server + ", last one taken: "
                                    + routes.lastSent().map(Object::toString).orElse("none since the start")));
        } catch (MailServer.UnusableException unusable) {
            String reason = String.valueOf(unusable.getMessage());
            LOG.warn("Mails wait: {}", reason);
            return new Parts(new WaitingRoutes(reason), () -> new Result(Result.Status.WARN, reason));
        }
    }

    @Deactivate
    void stop() {
        routes.unregister();
        health.unregister();
    }
}
