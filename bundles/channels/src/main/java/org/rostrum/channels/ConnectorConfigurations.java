package org.rostrum.channels;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.spi.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a connector of each active channel by giving it a factory configuration, which DS turns into a service. The table
 * decides: what Configuration Admin remembers from before is brought in line with it at the start.
 */
@Component(service = ConnectorConfigurations.class)
public final class ConnectorConfigurations {
    /** Connector type of channels that only files are imported into. */
    public static final String IMPORT = "import";

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorConfigurations.class);
    private static final String PREFIX = "org.rostrum.connector.";

    private final ConfigurationAdmin admin;

    @Activate
    public ConnectorConfigurations(@Reference ConfigurationAdmin admin, @Reference ChannelTables tables) {
        this.admin = admin;
        List<Channel> channels = tables.database().read(connection -> new ChannelStore().all(connection));
        removeAllBut(channels);
        channels.forEach(this::apply);
    }

    /** Starts, changes or stops the connector of the channel. */
    void apply(Channel channel) {
        if (channel.connector().equals(IMPORT)) {
            return;
        }
        if (channel.state() == Channel.State.PAUSED) {
            remove(channel);
            return;
        }
        Map<String, Object> wanted = new HashMap<>(channel.settings());
        wanted.put(Connector.CHANNEL, channel.id());
        wanted.put(Connector.TYPE, channel.connector());
        try {
            admin.getFactoryConfiguration(PREFIX + channel.connector(), channel.id(), "?")
                    .updateIfDifferent(FrameworkUtil.asDictionary(wanted));
        } catch (IOException | IllegalArgumentException failure) {
            // one channel must not keep the others from starting
            LOG.error("The connector of channel {} could not be configured", channel.id(), failure);
        }
    }

    void remove(Channel channel) {
        try {
            for (Configuration configuration : ofChannels()) {
                if (channel.id().equals(channelOf(configuration))) {
                    configuration.delete();
                }
            }
        } catch (IOException failure) {
            LOG.error("The connector of channel {} could not be stopped", channel.id(), failure);
        }
    }

    private void removeAllBut(List<Channel> channels) {
        Set<String> active = new HashSet<>();
        channels.stream()
                .filter(channel -> channel.state() == Channel.State.ACTIVE)
                .forEach(channel -> active.add(channel.id()));
        try {
            for (Configuration configuration : ofChannels()) {
                if (!active.contains(String.valueOf(channelOf(configuration)))) {
                    configuration.delete();
                }
            }
        } catch (IOException failure) {
            LOG.error("Connectors of removed channels could not be stopped", failure);
        }
    }

    private List<Configuration> ofChannels() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(" + Connector.CHANNEL + "=*)");
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object channelOf(Configuration configuration) {
        var properties = configuration.getProperties();
        return properties == null ? null : properties.get(Connector.CHANNEL);
    }
}
