package org.rostrum.web.health;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.web.publish.ApiPublisher;

/** Whether the API answers, and with everything that wants to be in it. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=api", "hc.tags=ready"})
public final class ApiHealth implements HealthCheck {
    private final ApiPublisher publisher;

    @Activate
    public ApiHealth(@Reference ApiPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public Result execute() {
        ApiPublisher.Status status = publisher.status();
        FormattingResultLog log = new FormattingResultLog();
        if (status.renewed() == null) {
            log.temporarilyUnavailable("The API is not up yet");
        } else {
            log.info("{} resources are served, since {}", status.served(), status.renewed());
        }
        status.awaited().forEach(component -> log.temporarilyUnavailable("Not served yet: {}", component));
        status.defects().forEach(defect -> log.critical("Not served: {}", defect));
        return new Result(log);
    }
}
