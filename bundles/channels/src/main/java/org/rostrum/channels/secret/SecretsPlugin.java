package org.rostrum.channels.secret;

import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.problem.Problem;
import org.rostrum.channels.ChannelTables;
import org.rostrum.channels.connectors.Setting;
import org.rostrum.spi.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the secrets of a channel into the properties of its connector on their way from Configuration Admin to the component, so
 * that they stand in no file of Configuration Admin.
 *
 * <p>The configuration of a channel with secrets also asks for a condition that nobody fulfils ({@link #GATE}); it is taken back
 * here once the secrets were opened. A connector is therefore never made without them: neither at the start, when DS has the
 * configuration before this plugin is there, nor while the database or the keys are not at hand. A configuration that was read too
 * early is updated by {@code ConnectorConfigurations}, as it is not {@link #isGiven given} yet.
 */
@Component(
        service = {SecretsPlugin.class, ConfigurationPlugin.class},
        immediate = true,
        property = ConfigurationPlugin.CM_RANKING + ":Integer=1000")
public final class SecretsPlugin implements ConfigurationPlugin {
    /** Says in a configuration that the channel has secrets, and which: another value starts the connector anew. */
    public static final String SECRETS = "rostrum.secrets";

    /** Property by which DS takes the target of the condition that each component needs. */
    public static final String GATE = "osgi.ds.satisfying.condition.target";

    /** A target that nothing satisfies. */
    public static final String SHUT = "(osgi.condition.id=org.rostrum.channels.secrets)";

    /** The target of components that say nothing of a condition. */
    static final String OPEN = "(osgi.condition.id=true)";

    private static final Logger LOG = LoggerFactory.getLogger(SecretsPlugin.class);

    private final Database database;
    private final ChannelSecrets secrets;
    private final Map<String, String> given = new ConcurrentHashMap<>();
    private final Map<String, String> held = new ConcurrentHashMap<>();

    @Activate
    public SecretsPlugin(@Reference ChannelTables tables, @Reference ChannelSecrets secrets) {
        this.database = tables.database();
        this.secrets = secrets;
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        if (properties.get(Connector.CHANNEL) instanceof String channelId
                && properties.get(SECRETS) instanceof String revision) {
            give(channelId, revision, properties);
        }
    }

    @SuppressWarnings("JdkObsolete") // Configuration Admin speaks in dictionaries
    private void give(String channelId, String revision, Dictionary<String, Object> properties) {
        try {
            Map<String, String> opened = database.read(connection -> secrets.open(connection, channelId));
            opened.forEach((name, value) -> properties.put(Setting.privateProperty(name), value));
            properties.put(GATE, OPEN);
            given.put(channelId, revision);
            if (held.remove(channelId) != null) {
                LOG.info("The connector of channel {} has its secrets again", channelId);
            }
        } catch (Problem shut) {
            hold(channelId, shut.remedy() == null ? shut.detail() : shut.detail() + " " + shut.remedy());
        } catch (DatabaseException failure) {
            hold(channelId, "The secrets of the channel could not be read from the database.");
        }
    }

    private void hold(String channelId, String reason) {
        given.remove(channelId);
        if (!reason.equals(held.put(channelId, reason))) {
            LOG.warn("The connector of channel {} waits for its secrets. {}", channelId, reason);
        }
    }

    /** Whether a connector was given the secrets of this revision since the start. */
    public boolean isGiven(String channelId, String revision) {
        return revision.equals(given.get(channelId));
    }

    /** Why the connector of the channel has to wait for its secrets; empty when it has not. For people. */
    public Optional<String> heldBecause(String channelId) {
        return Optional.ofNullable(held.get(channelId));
    }

    /** The channel has no connector any more. */
    public void forget(String channelId) {
        given.remove(channelId);
        held.remove(channelId);
    }
}
