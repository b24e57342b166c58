package org.rostrum.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Services that a test lets come and go. */
public final class FakeWhiteboard<T> implements Whiteboard<T> {
    private final List<T> services = new CopyOnWriteArrayList<>();
    private final List<Runnable> onArrival = new CopyOnWriteArrayList<>();
    private final List<Runnable> onDeparture = new CopyOnWriteArrayList<>();

    public void add(T service) {
        services.add(service);
        onArrival.forEach(Runnable::run);
    }

    public void remove(T service) {
        services.remove(service);
        onDeparture.forEach(Runnable::run);
    }

    @Override
    public List<T> all() {
        return List.copyOf(services);
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
