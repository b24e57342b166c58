package org.rostrum.channels.polling;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import org.rostrum.spi.connector.ChannelNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on that channels have news. Stands alone, because connectors need it: what asks them needs them, and the two would wait
 * for each other.
 */
@Component(service = {ChannelNews.class, Arrivals.class})
public final class Arrivals implements ChannelNews {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void arrived(String channelId) {
        for (Consumer<String> listener : listeners) {
            try {
                listener.accept(channelId);
            } catch (RuntimeException failure) {
                // a hint: the next regular moment comes
                LOG.debug("News of channel {} is passed over", channelId, failure);
            }
        }
    }

    /** Tells the listener of all news until the returned action is run. */
    Runnable tell(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
