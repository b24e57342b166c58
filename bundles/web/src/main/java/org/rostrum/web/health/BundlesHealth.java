package org.rostrum.web.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.rostrum.api.plugin.DeployFolder;
import org.rostrum.api.plugin.SettingsAdvice;
import org.rostrum.web.publish.BootState;

/** Whether every bundle and component of the server works, plugins aside; names those that do not, and what they lack. */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=bundles", "hc.tags=ready"})
public final class BundlesHealth implements HealthCheck {
    private final BootState boot;
    private final BundleFindings bundles;
    private final ComponentFindings components;
    private volatile @Nullable SettingsAdvice settings;
    private volatile @Nullable DeployFolder plugins;

    @Activate
    public BundlesHealth(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.boot = new BootState(context);
        this.bundles = new BundleFindings(context, this::isPlugin);
        this.components =
                new ComponentFindings(context, components, () -> Optional.ofNullable(settings), this::isPlugin);
        this.bundles.listen();
    }

    /** Those that are none of the server's own harm nobody else, and have a check of their own. */
    private boolean isPlugin(long bundleId) {
        DeployFolder known = plugins;
        return known != null && known.isPlugin(bundleId);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addPlugins(DeployFolder bundles) {
        plugins = bundles;
    }

    void removePlugins(DeployFolder bundles) {
        if (bundles.equals(plugins)) {
            plugins = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addSettings(SettingsAdvice advice) {
        settings = advice;
    }

    void removeSettings(SettingsAdvice advice) {
        if (advice.equals(settings)) {
            settings = null;
        }
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
        components.findMistakes().forEach(mistake -> log.warn("{}", mistake));
        log.info("{} bundles are installed", bundles.count());
        return new Result(log);
    }
}
