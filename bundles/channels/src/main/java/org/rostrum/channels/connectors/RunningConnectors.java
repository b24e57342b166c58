package org.rostrum.channels.connectors;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.spi.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors that are there, by their channel. */
@Component(service = RunningConnectors.class)
public final class RunningConnectors {
    private static final Logger LOG = LoggerFactory.getLogger(RunningConnectors.class);

    private final Map<String, Connector> connectors = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<Untold> untold = ConcurrentHashMap.newKeySet();
    private final Object arrival = new Object();

    private record Untold(Listener listener, String channelId, Connector connector) {}

    /** Told of connectors that come and go; those of drafts are left out. */
    public interface Listener {
        /** Perhaps twice; once more later when it fails because of the database. */
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
            listeners.forEach(listener -> tellOf(listener, id, connector));
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

    private void tellOf(Listener listener, String id, Connector connector) {
        try {
            listener.came(id, connector);
        } catch (DatabaseException failure) {
            LOG.warn("The connector of channel {} cannot be put to work now; it is tried again", id, failure);
            untold.add(new Untold(listener, id, connector));
        }
    }

    /** Tells once more what could not be told. */
    public void tellAgain() {
        for (Untold one : Set.copyOf(untold)) {
            untold.remove(one);
            if (listeners.contains(one.listener()) && connectors.get(one.channelId()) == one.connector()) {
                tellOf(one.listener(), one.channelId(), one.connector());
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
                tellOf(listener, id, connector);
            }
        });
        return () -> listeners.remove(listener);
    }
}
