package org.rostrum.channels;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.rostrum.api.data.DatabaseException;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.connectors.Definition;
import org.rostrum.channels.connectors.DraftChannels;
import org.rostrum.channels.connectors.InstalledKind;
import org.rostrum.channels.connectors.ListText;
import org.rostrum.channels.connectors.RunningConnectors;
import org.rostrum.channels.connectors.Setting;
import org.rostrum.channels.secret.ChannelSecrets;
import org.rostrum.channels.secret.SecretsPlugin;
import org.rostrum.spi.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a connector of each active channel by giving it a factory configuration, which DS turns into a service. The table
 * decides: what Configuration Admin remembers is brought in line with it at the start, when a plugin comes, and every half minute
 * because of what another node changed and of changes whose commit got no answer. Secrets are in no configuration; in their place
 * stands what changes when they do.
 */
@Component(service = ConnectorConfigurations.class)
public final class ConnectorConfigurations {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorConfigurations.class);

    private static final int SECONDS_BETWEEN_LOOKS = 30;

    private final ConfigurationAdmin admin;
    private final Database database;
    private final ConnectorKinds kinds;
    private final ChannelSecrets secrets;
    private final SecretsPlugin plugin;
    private final DraftChannels drafts;
    private final RunningConnectors running;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rostrum-channels"));
    private final Future<?> looking;
    private final Runnable forget;

    @Activate
    public ConnectorConfigurations(
            @Reference ConfigurationAdmin admin,
            @Reference ChannelTables tables,
            @Reference ConnectorKinds kinds,
            @Reference ChannelSecrets secrets,
            @Reference SecretsPlugin plugin,
            @Reference DraftChannels drafts,
            @Reference RunningConnectors running) {
        this.admin = admin;
        this.database = tables.database();
        this.kinds = kinds;
        this.secrets = secrets;
        this.plugin = plugin;
        this.drafts = drafts;
        this.running = running;
        look();
        looking = looks.scheduleWithFixedDelay(
                this::lookAgain, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        forget = kinds.whenInstalled(this::lookSoon);
    }

    @Deactivate
    void close() {
        forget.run();
        looking.cancel(false);
        looks.shutdown();
    }

    private void lookSoon() {
        try {
            looks.execute(this::lookAgain);
        } catch (RejectedExecutionException closed) {
            LOG.debug("A plugin came while the server stops", closed);
        }
    }

    private void lookAgain() {
        try {
            look();
            running.tellAgain();
        } catch (RuntimeException failure) {
            LOG.warn("The channels could not be looked at; it is tried again: {}", failure.toString());
        }
    }

    /** Read and brought in line without anybody in between, so that what is changed meanwhile is applied after it. */
    final synchronized void look() {
        List<Channel> channels = database.read(connection -> new ChannelStore().all(connection));
        Map<String, String> revisions = database.read(secrets::revisions);
        List<Channel> active = channels.stream()
                .filter(channel -> channel.state() == Channel.State.ACTIVE)
                .toList();
        removeAllBut(active);
        active.forEach(channel -> configure(channel, revisions.get(channel.id())));
    }

    /** Starts, changes or stops the connector of the channel. */
    final synchronized void apply(Channel channel) {
        if (channel.state() == Channel.State.PAUSED) {
            remove(channel.id());
            return;
        }
        try {
            Optional<String> revision = database.read(connection -> secrets.revision(connection, channel.id()));
            configure(channel, revision.orElse(null));
        } catch (DatabaseException failure) {
            // the channel is changed; the next look applies it
            LOG.warn("The connector of channel {} is configured later", channel.id(), failure);
        }
    }

    private void configure(Channel channel, @Nullable String revision) {
        Optional<InstalledKind> kind = kinds.find(channel.connector());
        if (kind.isEmpty()) {
            // what it has stays: it waits for its plugin, whose coming is told
            return;
        }
        Map<String, Object> wanted = values(kind.get().definition(), channel.settings());
        wanted.put(Connector.CHANNEL, channel.id());
        wanted.put(Connector.TYPE, channel.connector());
        if (revision != null) {
            wanted.put(SecretsPlugin.SECRETS, revision);
            wanted.put(SecretsPlugin.GATE, SecretsPlugin.SHUT);
        }
        try {
            Configuration configuration =
                    admin.getFactoryConfiguration(InstalledKind.PID_PREFIX + channel.connector(), channel.id(), "?");
            boolean changed = configuration.updateIfDifferent(FrameworkUtil.asDictionary(wanted));
            if (!changed && revision != null && !plugin.isGiven(channel.id(), revision)) {
                // read before the secrets could be opened: it is to be read again
                configuration.update(FrameworkUtil.asDictionary(wanted));
            }
        } catch (IOException | IllegalArgumentException failure) {
            // one channel must not keep the others from starting
            LOG.error("The connector of channel {} could not be configured", channel.id(), failure);
        }
    }

    /** Lists as what DS takes for lists; all else as text, which DS converts. */
    private static Map<String, Object> values(Definition definition, Map<String, String> settings) {
        Map<String, Object> values = new HashMap<>(settings);
        for (Setting setting : definition.settings()) {
            String text = settings.get(setting.name());
            if (setting.isSecret()) {
                values.remove(setting.name());
            } else if (setting.isList() && text != null) {
                values.put(setting.name(), ListText.split(text).toArray(new String[0]));
            }
        }
        return values;
    }

    /** Starts a connector for a channel that is not kept. */
    public final synchronized void start(String draftId, String connector, Map<String, String> settings) {
        Map<String, Object> wanted = values(kinds.definition(connector), settings);
        wanted.put(Connector.CHANNEL, draftId);
        wanted.put(Connector.TYPE, connector);
        try {
            admin.getFactoryConfiguration(InstalledKind.PID_PREFIX + connector, draftId.substring(1), "?")
                    .update(FrameworkUtil.asDictionary(wanted));
        } catch (IOException failure) {
            throw new IllegalStateException("A connector could not be configured", failure);
        }
    }

    /** Stops the connector of the channel. */
    public final synchronized void remove(String channelId) {
        try {
            for (Configuration configuration : ofChannels()) {
                if (channelId.equals(channelOf(configuration))) {
                    configuration.delete();
                }
            }
            plugin.forget(channelId);
        } catch (IOException failure) {
            LOG.error("The connector of channel {} could not be stopped", channelId, failure);
        }
    }

    private void removeAllBut(List<Channel> active) {
        Set<String> ids = new HashSet<>(drafts.open());
        active.forEach(channel -> ids.add(channel.id()));
        try {
            for (Configuration configuration : ofChannels()) {
                String id = String.valueOf(channelOf(configuration));
                if (!ids.contains(id)) {
                    configuration.delete();
                    plugin.forget(id);
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
