package org.rostrum.spi.connector;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;

/**
 * One connected channel. A connector is a DS component with {@code configurationPolicy = REQUIRE}, a factory configuration
 * per channel (PID {@code org.rostrum.connector.<type>}) and the service properties {@link #TYPE} and {@link #CHANNEL}; the
 * platform makes the configuration when a channel is created and polls the service while it exists. Beside it the plugin
 * registers a {@link ConnectorKind}, which checks the settings of a channel before it is kept.
 *
 * <p>Duties: {@link #fetch} is called by one thread at a time; it must return within a minute, must not keep what it has
 * returned, must never lose an activity and never repeat one behind its cursor.
 */
public interface Connector {
    /** Service property: the connector type, such as {@code feed}. */
    String TYPE = "rostrum.connector";

    /** Configuration and service property: id of the channel. */
    String CHANNEL = "rostrum.channel";

    Set<Ability> abilities();

    /** Name of the network whose ids of people and activities these are, such as {@code twitter} or {@code feed}. */
    String network();

    /**
     * Asks the network for what is new.
     *
     * @param cursor as returned by the fetch before; null the first time
     * @throws DeliveryException with the category of the failure
     */
    Fetched fetch(@Nullable String cursor) throws DeliveryException;
}
