package org.rostrum.adapter.csv;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.spi.route.RouteNames;

/** Takes leads and tickets as adapter {@code csv}. */
@Component(
        service = {RoutesBuilder.class, HealthCheck.class},
        configurationPid = "org.rostrum.adapter.csv",
        property = {"hc.name=adapter-csv", "hc.tags=operations"})
@Designate(ocd = CsvConfig.class)
public final class CsvAdapter extends RouteBuilder implements HealthCheck {
    private final List<CaseFiles> all;

    @Activate
    public CsvAdapter(CsvConfig config, @Reference Clock clock) {
        all = CaseFiles.all(config, clock);
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        for (CaseFiles files : all) {
            String kind = files.kind();
            from("rostrum:" + kind + "?adapter=csv").routeId(kind + "-to-csv").process(exchange -> exchange.getMessage()
                    .setBody(files.append(delivery(exchange))));
            from("rostrum:" + kind + "?adapter=csv&operation=find")
                    .routeId(kind + "-in-csv")
                    .process(exchange -> exchange.getMessage()
                            .setBody(files.find(delivery(exchange)).orElse(null)));
        }
    }

    private static Delivery delivery(Exchange exchange) {
        return exchange.getProperty(RouteNames.DELIVERY, Delivery.class);
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        for (CaseFiles files : all) {
            String obstacle = files.obstacle();
            if (obstacle != null) {
                log.warn("{} {}", files.fileName(), obstacle);
            }
            Instant last = files.lastWritten();
            log.info("{}: last row written: {}", files.fileName(), last == null ? "none since the start" : last);
        }
        return new Result(log);
    }
}
