package org.rostrum.web.health;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.rostrum.web.publish.BootState;

/** Whether every bundle and every component of ours works; names those that do not, and what they lack. */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=bundles", "hc.tags=ready"})
public final class BundlesHealth implements HealthCheck {
    private final BootState boot;
    private final BundleFindings bundles;
    private final ComponentFindings components;

    @Activate
    public BundlesHealth(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.boot = new BootState(context);
        this.bundles = new BundleFindings(context);
        this.components = new ComponentFindings(context, components);
        this.bundles.listen();
    }

    @Deactivate
    void stop() {
        bundles.stopListening();
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        boolean finished = boot.isFinished();
        if (!finished) {
            log.temporarilyUnavailable("The server is starting");
        }
        List<String> findings = new ArrayList<>(bundles.find());
        findings.addAll(components.find());
        for (String finding : findings) {
            if (finished) {
                log.critical("{}", finding);
            } else {
                log.temporarilyUnavailable("{}", finding);
            }
        }
        log.info("{} bundles are installed", bundles.count());
        return new Result(log);
    }
}
