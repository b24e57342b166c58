package org.rostrum.integration.component;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Makes the endpoints {@code rostrum:…} of one plugin. */
public final class RostrumComponent extends DefaultComponent {
    private final String plugin;
    private final Platform platform;
    private final Targets targets;

    public RostrumComponent(String plugin, Platform platform) {
        this.plugin = plugin;
        this.platform = platform;
        this.targets = new Targets(plugin, platform.publisher());
    }

    /** The targets that the plugin's routes make. */
    public Targets targets() {
        return targets;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String name = remaining.strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("rostrum: needs a kind, such as rostrum:lead?adapter=csv");
        }
        String adapter = getAndRemoveParameter(parameters, "adapter", String.class, "");
        String kind = getAndRemoveParameter(parameters, "kind", String.class, "");
        String operation = getAndRemoveParameter(parameters, "operation", String.class, "deliver");
        return new RostrumEndpoint(
                uri, this, new RostrumEndpoint.Words(name, kind, adapter, Operation.of(operation)), plugin, platform);
    }
}
