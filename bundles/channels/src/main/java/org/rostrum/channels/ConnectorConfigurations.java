package org.rostrum.channels;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.spi.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a connector of each active channel by giving it a factory configuration, which DS turns into a service. The table
 * decides: what Configuration Admin remembers is brought in line with it at the start, and every half minute because of what
 * another node changed and of changes whose commit got no answer.
 */
@Component(service = ConnectorConfigurations.class)
public final class ConnectorConfigurations {
    /** Connector type of channels that only files are imported into. */
    public static final String IMPORT = "import";

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorConfigurations.class);
    private static final String PREFIX = "org.rostrum.connector.";

    private static final int SECONDS_BETWEEN_LOOKS = 30;

    private final ConfigurationAdmin admin;
    private final Database database;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rostrum-channels"));
    private final Future<?> looking;

    @Activate
    public ConnectorConfigurations(@Reference ConfigurationAdmin admin, @Reference ChannelTables tables) {
        this.admin = admin;
        this.database = tables.database();
        look();
        looking = looks.scheduleWithFixedDelay(
                this::lookAgain, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    @Deactivate
    void close() {
        looking.cancel(false);
        looks.shutdown();
    }

    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.warn("The channels could not be looked at; it is tried again: {}", failure.toString());
        }
    }

    /** Read and brought in line without anybody in between, so that what is changed meanwhile is applied after it. */
    final synchronized void look() {
        List<Channel> channels = database.read(connection -> new ChannelStore().all(connection));
        List<Channel> active = channels.stream()
                .filter(channel -> channel.state() == Channel.State.ACTIVE)
                .toList();
        removeAllBut(active);
        active.forEach(this::apply);
    }

    /** Starts, changes or stops the connector of the channel. */
    final synchronized void apply(Channel channel) {
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

    final synchronized void remove(Channel channel) {
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

    private void removeAllBut(List<Channel> active) {
        Set<String> ids = active.stream().map(Channel::id).collect(Collectors.toSet());
        try {
            for (Configuration configuration : ofChannels()) {
                if (!ids.contains(String.valueOf(channelOf(configuration)))) {
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
