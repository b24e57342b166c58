package org.rostrum.spi.connector;

/**
 * Lets a connector whose network tells it of news have them fetched, so that they need not wait for the next regular moment. A
 * service of the platform.
 */
public interface ChannelNews {
    /**
     * There is something to {@link Connector#fetch}. A hint: the platform asks within a second or two, unless the network wants it
     * to wait or the channel is paused, and what is lost is found at the next regular moment. Returns at once, never throws, and
     * may be called by any thread as often as there is news.
     *
     * @param channelId the value of {@link Connector#CHANNEL}
     */
    void arrived(String channelId);
}
