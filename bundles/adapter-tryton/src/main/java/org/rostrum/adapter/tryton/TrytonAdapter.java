package org.rostrum.adapter.tryton;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.http.HttpClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes leads as adapter {@code tryton}, once it has an address. Registers its services itself: done by the component
 * runtime they would carry the configuration, and with it the password, as their properties.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.rostrum.adapter.tryton")
@Designate(ocd = TrytonConfig.class)
public final class TrytonAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TrytonAdapter.class);

    private final List<ServiceRegistration<?>> registered = new ArrayList<>();
    private final @Nullable Parts parts;

    /**
     * The routes for a configuration, how they are, and what to close at the end.
     *
     * @param news what tells of leads; null when a setting is wrong
     */
    record Parts(RoutesBuilder routes, @Nullable CaseSource news, Supplier<Result> health, Runnable end) {}

    @Activate
    public TrytonAdapter(
            BundleContext bundleContext, TrytonConfig config, @Reference HttpClients clients, @Reference Clock clock) {
        parts = config.address().isBlank() ? null : parts(config, clients, clock);
        if (parts != null) {
            registered.add(bundleContext.registerService(
                    HealthCheck.class,
                    parts.health()::get,
                    FrameworkUtil.asDictionary(Map.of("hc.name", "adapter-tryton", "hc.tags", "operations"))));
            registered.add(bundleContext.registerService(
                    RoutesBuilder.class, parts.routes(), FrameworkUtil.asDictionary(Map.of())));
            CaseSource news = parts.news();
            if (news != null) {
                registered.add(
                        bundleContext.registerService(CaseSource.class, news, FrameworkUtil.asDictionary(Map.of())));
            }
        }
    }

    static Parts parts(TrytonConfig config, HttpClients clients, Clock clock) {
        try {
            LeadTemplates templates = new LeadTemplates(config);
            TrytonSession session = new TrytonSession(clients, config);
            Tryton tryton = new Tryton(session, config);
            OpportunityNews news = new OpportunityNews(session, tryton, config, clock);
            LeadRoutes routes = new LeadRoutes(tryton, templates, clock);
            return new Parts(
                    routes,
                    news,
                    () -> new Result(
                            Result.Status.OK,
                            "leads go to " + tryton + ", last one made: "
                                    + routes.lastMade().map(Object::toString).orElse("none since the start")),
                    tryton::close);
        } catch (IllegalArgumentException unusable) {
            String reason = String.valueOf(unusable.getMessage());
            LOG.warn("Leads wait: {}", reason);
            return new Parts(new WaitingRoutes(reason), null, () -> new Result(Result.Status.WARN, reason), () -> {});
        }
    }

    @Deactivate
    void stop() {
        // the routes first, so that nobody calls what is closed
        for (int i = registered.size() - 1; i >= 0; i--) {
            registered.get(i).unregister();
        }
        if (parts != null) {
            parts.end().run();
        }
    }
}
