package org.rostrum.adapter.request.tracker;

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
 * Takes tickets as adapter {@code request-tracker}, once it has an address. Registers its services itself: done by the component
 * runtime they would carry the configuration, and with it the token, as their properties.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.rostrum.adapter.request.tracker")
@Designate(ocd = RequestTrackerConfig.class)
public final class RequestTrackerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestTrackerAdapter.class);

    private final List<ServiceRegistration<?>> registered = new ArrayList<>();
    private final @Nullable Parts parts;

    /**
     * What a configuration makes.
     *
     * @param news what tells of tickets; null when a setting is wrong
     * @param end what to close
     */
    record Parts(RoutesBuilder routes, @Nullable CaseSource news, Supplier<Result> health, Runnable end) {}

    @Activate
    public RequestTrackerAdapter(
            BundleContext bundleContext,
            RequestTrackerConfig config,
            @Reference HttpClients clients,
            @Reference Clock clock) {
        parts = config.address().isBlank() ? null : parts(config, clients, clock);
        if (parts != null) {
            registered.add(bundleContext.registerService(
                    HealthCheck.class,
                    parts.health()::get,
                    FrameworkUtil.asDictionary(Map.of("hc.name", "adapter-request-tracker", "hc.tags", "operations"))));
            registered.add(bundleContext.registerService(
                    RoutesBuilder.class, parts.routes(), FrameworkUtil.asDictionary(Map.of())));
            CaseSource news = parts.news();
            if (news != null) {
                registered.add(
                        bundleContext.registerService(CaseSource.class, news, FrameworkUtil.asDictionary(Map.of())));
            }
        }
    }

    static Parts parts(RequestTrackerConfig config, HttpClients clients, Clock clock) {
        try {
            TrackerRest rest = new TrackerRest(clients, config);
            try {
                return parts(config, rest, clock);
            } catch (IllegalArgumentException unusable) {
                rest.close();
                throw unusable;
            }
        } catch (IllegalArgumentException unusable) {
            String reason = String.valueOf(unusable.getMessage());
            LOG.warn("Tickets wait: {}", reason);
            return new Parts(
                    new WaitingRoutes(reason, config), null, () -> new Result(Result.Status.WARN, reason), () -> {});
        }
    }

    private static Parts parts(RequestTrackerConfig config, TrackerRest rest, Clock clock) {
        RequestTracker tracker = new RequestTracker(rest, config);
        TicketStates states = new TicketStates(rest, config);
        TicketRoutes routes = new TicketRoutes(
                tracker,
                new TicketUpdates(rest, tracker, states),
                new TicketStatuses(tracker, states),
                new FieldTemplates(config),
                clock);
        return new Parts(
                routes,
                new TicketNews(rest, config),
                () -> new Result(
                        Result.Status.OK,
                        "tickets go to " + tracker + ", last one made: "
                                + routes.lastMade().map(Object::toString).orElse("none since the start")),
                rest::close);
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
