package org.rostrum.plugins;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.plugin.Plugin;

/** Names the plugins that do not work, and says why. */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=plugins", "hc.tags=ready"})
public final class PluginsHealth implements HealthCheck {
    private final DeployedPlugins plugins;
    private final Deployment deployment;
    private final Starts starts;
    private final Metrics.Gauge[] gauges;

    @Activate
    public PluginsHealth(
            @Reference DeployedPlugins plugins,
            @Reference Deployment deployment,
            @Reference Starts starts,
            @Reference Metrics metrics) {
        this.plugins = plugins;
        this.deployment = deployment;
        this.starts = starts;
        metrics.describe("rostrum.plugins.active", "Files of the deploy folder that run");
        metrics.describe("rostrum.plugins.ailing", "Files of the deploy folder that do not run, or not as they should");
        this.gauges = new Metrics.Gauge[] {
            metrics.gauge("rostrum.plugins.active", () -> count(true)),
            metrics.gauge("rostrum.plugins.ailing", () -> count(false))
        };
    }

    private double count(boolean working) {
        return plugins.look().stream()
                .filter(plugin -> plugin.works() == working)
                .count();
    }

    @Deactivate
    void close() {
        for (Metrics.Gauge gauge : gauges) {
            gauge.close();
        }
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        try {
            List<Plugin> all = plugins.look();
            for (Plugin plugin : all) {
                if (plugin.state() != Plugin.State.ACTIVE || plugin.reason() != null) {
                    log.warn("{} ({}): {}", plugin.name(), plugin.state(), plugin.reason());
                }
                for (Plugin.Part part : plugin.waiting()) {
                    log.warn("{}: its component {} does not run. {}", plugin.name(), part.name(), part.reason());
                }
            }
            starts.holdingUp()
                    .forEach(start -> log.warn(
                            "{} was changed or taken away, but its start does not let itself be ended. {} Until then nothing"
                                    + " in the deploy folder is taken up. Start the server anew.",
                            Deployment.name(start.file()),
                            Starts.words(start)));
            deployment.policy().mistakes().forEach(mistake -> log.warn("etc/org.rostrum.plugins.cfg: {}", mistake));
            log.info(
                    "{} plugins, of which {} work; the last change was {}",
                    all.size(),
                    all.stream().filter(Plugin::works).count(),
                    all.stream()
                            .map(Plugin::since)
                            .max(java.time.Instant::compareTo)
                            .map(Object::toString)
                            .orElse("never"));
        } catch (RuntimeException failure) {
            log.warn("The deploy folder cannot be looked at: {}", failure.getMessage());
        }
        return new Result(log);
    }
}
