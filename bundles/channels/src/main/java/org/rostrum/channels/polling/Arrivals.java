package org.rostrum.channels.polling;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    private static final int MOST_UNTOLD = 10_000;

    private final List<Consumer<String>> listeners = new ArrayList<>();
    /** What came before there was a listener: connectors may start before those who ask them. */
    private final Set<String> untold = new LinkedHashSet<>();

    @Override
    public void arrived(String channelId) {
        List<Consumer<String>> told;
        synchronized (untold) {
            told = List.copyOf(listeners);
            if (told.isEmpty() && untold.size() < MOST_UNTOLD) {
                untold.add(channelId);
            }
        }
        told.forEach(listener -> tell(listener, channelId));
    }

    private static void tell(Consumer<String> listener, String channelId) {
        try {
            listener.accept(channelId);
        } catch (RuntimeException failure) {
            // a hint: the next regular moment comes
            LOG.debug("News of channel {} is passed over", channelId, failure);
        }
    }

    /** Tells the listener of all news until the returned action is run. */
    Runnable tell(Consumer<String> listener) {
        List<String> waiting;
        synchronized (untold) {
            listeners.add(listener);
            waiting = List.copyOf(untold);
            untold.clear();
        }
        waiting.forEach(channelId -> tell(listener, channelId));
        return () -> {
            synchronized (untold) {
                listeners.remove(listener);
            }
        };
    }
}
