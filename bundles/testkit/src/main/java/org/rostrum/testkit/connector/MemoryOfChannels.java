package org.rostrum.testkit.connector;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rostrum.spi.connector.ChannelMemory;

/** A {@link ChannelMemory} that ends with the test. */
public final class MemoryOfChannels implements ChannelMemory {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> read(String channelId, String name) {
        return Optional.ofNullable(values.get(channelId + "/" + name));
    }

    @Override
    public void write(String channelId, String name, String value) {
        values.put(channelId + "/" + name, value);
    }

    @Override
    public void forget(String channelId, String name) {
        values.remove(channelId + "/" + name);
    }
}
