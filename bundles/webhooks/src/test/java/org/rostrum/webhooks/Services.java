package org.rostrum.webhooks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rostrum.delivery.Whiteboard;

/** Services that come and go. */
final class Services<T> implements Whiteboard<T> {
    private final List<T> present = new CopyOnWriteArrayList<>();
    private final List<Runnable> onArrival = new CopyOnWriteArrayList<>();
    private final List<Runnable> onDeparture = new CopyOnWriteArrayList<>();

    /** @return what takes it away again */
    Runnable add(T service) {
        present.add(service);
        onArrival.forEach(Runnable::run);
        return () -> {
            present.remove(service);
            onDeparture.forEach(Runnable::run);
        };
    }

    @Override
    public List<T> all() {
        return List.copyOf(present);
    }

    @Override
    public void onArrival(Runnable action) {
        onArrival.add(action);
    }

    @Override
    public void onDeparture(Runnable action) {
        onDeparture.add(action);
    }
}
