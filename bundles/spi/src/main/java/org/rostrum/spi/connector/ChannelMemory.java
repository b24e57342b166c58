package org.rostrum.spi.connector;

import java.util.Optional;

/**
 * What connectors must not forget, though it is no setting: tokens that the network renews. A service of the platform. Kept
 * encrypted in the database; never shown, exported or logged. It stays when a channel is paused, its plugin updated or the
 * server restarted, and goes with the channel or when its secret settings are changed.
 */
public interface ChannelMemory {
    /**
     * @param channelId the value of {@link Connector#CHANNEL}
     * @param name of the entry, 1 to 64 characters
     * @return what was last written; empty when nothing was
     */
    Optional<String> read(String channelId, String name);

    /**
     * Durable when it returns. A renewed token must be written before it is used: networks take the old one back.
     *
     * @param value at most 16,000 characters
     */
    void write(String channelId, String name, String value);

    /** Quiet when there is none. */
    void forget(String channelId, String name);
}
