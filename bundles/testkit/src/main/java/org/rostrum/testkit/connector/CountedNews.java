package org.rostrum.testkit.connector;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rostrum.spi.connector.ChannelNews;

/** Keeps which channels had news, instead of having them fetched. */
public final class CountedNews implements ChannelNews {
    private final List<String> channels = new CopyOnWriteArrayList<>();

    @Override
    public void arrived(String channelId) {
        channels.add(channelId);
    }

    /** The channel of each news until now. */
    public List<String> channels() {
        return List.copyOf(channels);
    }
}
