package org.rostrum.channels.connectors;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.spi.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors that are there, by their channel. */
@Component(service = RunningConnectors.class)
public final class RunningConnectors {
    private static final Logger LOG = LoggerFactory.getLogger(RunningConnectors.class);

    private final Map<String, Connector> connectors = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Object arrival = new Object();

    /** Told of connectors that come and go; those of drafts are left out. */
    public interface Listener {
        /** Perhaps twice. */
        void came(String channelId, Connector connector);

        default void went(String channelId, Connector connector) {}
    }

    @Reference(service = Connector.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addConnector(Connector connector, Map<String, Object> properties) {
        if (!(properties.get(Connector.CHANNEL) instanceof String id)) {
            LOG.warn("A connector without the property {} is not used: {}", Connector.CHANNEL, properties.keySet());
            return;
        }
        connectors.put(id, connector);
        synchronized (arrival) {
            arrival.notifyAll();
        }
        if (!DraftChannels.isDraft(id)) {
            listeners.forEach(listener -> listener.came(id, connector));
        }
    }

    public void removeConnector(Connector connector, Map<String, Object> properties) {
        if (properties.get(Connector.CHANNEL) instanceof String id) {
            connectors.remove(id, connector);
            if (!DraftChannels.isDraft(id)) {
                listeners.forEach(listener -> listener.went(id, connector));
            }
        }
    }

    public Optional<Connector> find(String channelId) {
        return Optional.ofNullable(connectors.get(channelId));
    }

    /** Waits until the connector is there; empty when it did not come. */
    public Optional<Connector> await(String channelId, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        synchronized (arrival) {
            while (!connectors.containsKey(channelId)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                arrival.wait(left);
            }
        }
        return find(channelId);
    }

    /** Tells the listener of each connector that is there, comes or goes, until the returned action is run. */
    public Runnable tell(Listener listener) {
        listeners.add(listener);
        connectors.forEach((id, connector) -> {
            if (!DraftChannels.isDraft(id)) {
                listener.came(id, connector);
            }
        });
        return () -> listeners.remove(listener);
    }
}
