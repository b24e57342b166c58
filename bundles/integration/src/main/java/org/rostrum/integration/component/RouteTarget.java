package org.rostrum.integration.component;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;

/** A delivery target whose work is done by routes: one that delivers and, if there is one, one that looks up. */
public final class RouteTarget implements DeliveryTarget {
    private final String plugin;
    private final String adapter;
    private final String kind;
    private volatile @Nullable DeliveryConsumer deliverer;
    private volatile @Nullable DeliveryConsumer finder;
    private volatile @Nullable Instant lastPassed;

    RouteTarget(String plugin, String adapter, String kind) {
        this.plugin = plugin;
        this.adapter = adapter;
        this.kind = kind;
    }

    void attach(DeliveryConsumer consumer) {
        DeliveryConsumer present =
                switch (consumer.operation()) {
                    case DELIVER -> deliverer;
                    case FIND -> finder;
                };
        // a route that is started again comes with a new consumer
        if (present != null && present.open()) {
            throw new IllegalStateException("Route \"" + present.getRouteId() + "\" already takes the operation \""
                    + consumer.operation() + "\" of " + this);
        }
        switch (consumer.operation()) {
            case DELIVER -> deliverer = consumer;
            case FIND -> finder = consumer;
        }
    }

    /** @return whether nobody is left */
    boolean detach(DeliveryConsumer consumer) {
        if (deliverer == consumer) {
            deliverer = null;
        }
        if (finder == consumer) {
            finder = null;
        }
        return deliverer == null && finder == null;
    }

    /** Whether the route that delivers is there and has been started. */
    public boolean open() {
        DeliveryConsumer consumer = deliverer;
        return consumer != null && consumer.open();
    }

    @Override
    public String adapter() {
        return adapter;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(kind);
    }

    /** The one kind that these routes take. */
    public String kind() {
        return kind;
    }

    @Override
    public DeliveryReceipt deliver(Delivery delivery) throws DeliveryException {
        DeliveryConsumer route = running(deliverer, "deliver");
        DeliveryReceipt receipt = route.deliver(delivery);
        lastPassed = route.now();
        return receipt;
    }

    @Override
    public boolean canFind() {
        return finder != null;
    }

    @Override
    public Optional<DeliveryReceipt> find(Delivery delivery) throws DeliveryException {
        return running(finder, "find").find(delivery);
    }

    private DeliveryConsumer running(@Nullable DeliveryConsumer consumer, String operation) throws DeliveryException {
        if (consumer == null) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The plugin \"" + plugin + "\" has no route for operation \"" + operation + "\" of " + this
                            + " any more; install or restart it.",
                    null);
        }
        if (!consumer.isStarted()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The route \"" + consumer.getRouteId() + "\" of the plugin \"" + plugin + "\" is stopped.",
                    null);
        }
        return consumer;
    }

    /** When a delivery last arrived through it since the server started; null when none did. */
    public @Nullable Instant lastPassed() {
        return lastPassed;
    }

    @Override
    public String toString() {
        return "adapter \"" + adapter + "\", kind \"" + kind + "\"";
    }
}
