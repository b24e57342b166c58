package org.rostrum.integration.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The delivery targets of one plugin: the route that delivers and the route that looks up make one target together. While
 * routes are being added nothing is published, so that no target is seen before its look-up is there.
 */
public final class Targets {
    /** Stands for a publication that is being made. */
    private static final TargetPublisher.Publication CLAIMED = () -> {};

    private record Key(String adapter, String kind) {}

    private final String plugin;
    private final TargetPublisher publisher;
    private final Map<Key, RouteTarget> targets = new LinkedHashMap<>();
    private final Map<RouteTarget, TargetPublisher.Publication> published = new LinkedHashMap<>();
    private boolean held;

    Targets(String plugin, TargetPublisher publisher) {
        this.plugin = plugin;
        this.publisher = publisher;
    }

    /** Nothing is published from now on until {@link #release}. */
    public synchronized void hold() {
        held = true;
    }

    public void release() {
        synchronized (this) {
            held = false;
        }
        publishAll();
    }

    synchronized RouteTarget attach(DeliveryConsumer consumer, String adapter, String kind) {
        RouteTarget target = targets.computeIfAbsent(
                new Key(adapter, kind), key -> new RouteTarget(plugin, key.adapter(), key.kind()));
        target.attach(consumer);
        return target;
    }

    synchronized void detach(DeliveryConsumer consumer, RouteTarget target) {
        if (target.detach(consumer)) {
            targets.remove(new Key(target.adapter(), target.kind()));
        }
    }

    public synchronized List<RouteTarget> all() {
        return List.copyOf(targets.values());
    }

    void publishAll() {
        for (RouteTarget target : claimUnpublished()) {
            // outside the lock, because whoever listens for services may call back at once
            TargetPublisher.Publication publication = publisher.publish(plugin, target);
            if (!keep(target, publication)) {
                publication.withdraw();
            }
        }
    }

    private synchronized List<RouteTarget> claimUnpublished() {
        List<RouteTarget> claimed = new ArrayList<>();
        for (RouteTarget target : targets.values()) {
            if (!held && target.open() && !published.containsKey(target)) {
                published.put(target, CLAIMED);
                claimed.add(target);
            }
        }
        return claimed;
    }

    private synchronized boolean keep(RouteTarget target, TargetPublisher.Publication publication) {
        return published.replace(target, CLAIMED, publication);
    }

    void withdraw(RouteTarget target) {
        TargetPublisher.Publication publication;
        synchronized (this) {
            publication = published.remove(target);
        }
        if (publication != null) {
            publication.withdraw();
        }
    }
}
