package org.rostrum.integration;

import java.time.Instant;
import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Names the plugins whose routes do not run, and when a delivery last passed through each target. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=integration", "hc.tags=operations"})
public final class IntegrationHealth implements HealthCheck {
    private final PluginRoutes routes;

    @Activate
    public IntegrationHealth(@Reference PluginRoutes routes) {
        this.routes = routes;
    }

    @Override
    public Result execute() {
        return judge(routes.reports());
    }

    static Result judge(List<RoutesReport> reports) {
        FormattingResultLog log = new FormattingResultLog();
        for (RoutesReport report : reports) {
            if (report.starting()) {
                log.warn("{}: routes are being started", report.plugin());
            }
            for (String failure : report.failures()) {
                // of the server the rest goes on, and what they would deliver waits in the outbox
                log.warn("{}: routes not started: {}", report.plugin(), failure);
            }
            for (String warning : report.warnings()) {
                log.warn("{}: {}", report.plugin(), warning);
            }
            for (RoutesReport.Route route : report.routes()) {
                if (!route.started()) {
                    log.warn("{}: route \"{}\" is {}", report.plugin(), route.id(), route.state());
                }
            }
            for (RoutesReport.Target target : report.targets()) {
                log.info(
                        "{}: adapter \"{}\" takes \"{}\"{}, last delivery passed: {}",
                        report.plugin(),
                        target.adapter(),
                        target.kind(),
                        target.canFind() ? " and can look up" : "",
                        moment(target.lastPassed()));
            }
        }
        log.info("{} plugins with routes", reports.size());
        return new Result(log);
    }

    private static String moment(@Nullable Instant instant) {
        return instant == null ? "none since the start" : instant.toString();
    }
}
