package org.rostrum.channels.connectors;

import java.util.Dictionary;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Component;
import org.rostrum.spi.connector.Connector;

/**
 * Channels that are not kept: a connector runs for one of them for as long as it is looked whether its settings are right. Their
 * secrets are in memory alone, and are put into the configuration on its way to the connector. What a killed server left of their
 * configurations goes at the next start, as it belongs to no channel.
 */
@Component(
        service = {DraftChannels.class, ConfigurationPlugin.class},
        property = ConfigurationPlugin.CM_RANKING + ":Integer=1000")
public final class DraftChannels implements ConfigurationPlugin {
    /** No channel has an id that begins so. */
    private static final String MARK = "~check-";

    private final Map<String, Map<String, String>> secrets = new ConcurrentHashMap<>();

    public static boolean isDraft(String channelId) {
        return channelId.startsWith(MARK);
    }

    /** Begins a draft; gives the id of its channel. */
    public String open(Map<String, String> ofDraft) {
        String id = MARK + UUID.randomUUID();
        secrets.put(id, Map.copyOf(ofDraft));
        return id;
    }

    public void close(String id) {
        secrets.remove(id);
    }

    /** Those of this server that are looked at right now. */
    public Set<String> open() {
        return Set.copyOf(secrets.keySet());
    }

    @Override
    @SuppressWarnings("JdkObsolete") // Configuration Admin speaks in dictionaries
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        if (properties.get(Connector.CHANNEL) instanceof String id) {
            secrets.getOrDefault(id, Map.of())
                    .forEach((name, value) -> properties.put(Setting.privateProperty(name), value));
        }
    }
}
