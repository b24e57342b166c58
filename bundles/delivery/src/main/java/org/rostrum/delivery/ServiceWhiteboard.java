package org.rostrum.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Services of the OSGi registry. They are fetched when they are first asked for and not when they appear: many of them
 * hold a reference to the very component that waits for them.
 */
public final class ServiceWhiteboard<T>
        implements Whiteboard<T>, AutoCloseable, ServiceTrackerCustomizer<T, ServiceReference<T>> {
    private final BundleContext context;
    private final ServiceTracker<T, ServiceReference<T>> tracker;
    private final Map<ServiceReference<T>, T> fetched = new ConcurrentHashMap<>();
    private final List<Runnable> onArrival = new CopyOnWriteArrayList<>();
    private final List<Runnable> onDeparture = new CopyOnWriteArrayList<>();

    public ServiceWhiteboard(BundleContext context, Class<T> type) {
        this.context = context;
        this.tracker = new ServiceTracker<>(context, type, this);
        tracker.open();
    }

    @Override
    public List<T> all() {
        List<ServiceReference<T>> references =
                new ArrayList<>(tracker.getTracked().keySet());
        references.sort(Comparator.reverseOrder());
        List<T> services = new ArrayList<>();
        for (ServiceReference<T> reference : references) {
            T service = fetch(reference);
            if (service != null) {
                services.add(service);
            }
        }
        return services;
    }

    private @Nullable T fetch(ServiceReference<T> reference) {
        T known = fetched.get(reference);
        if (known != null) {
            return known;
        }
        T service = context.getService(reference);
        if (service == null) {
            return null;
        }
        if (fetched.putIfAbsent(reference, service) != null) {
            // another thread was quicker; each use is counted once
            context.ungetService(reference);
        }
        if (reference.getBundle() == null && fetched.remove(reference) != null) {
            // it went while it was fetched, so nobody will tell us to forget it
            context.ungetService(reference);
            return null;
        }
        return service;
    }

    @Override
    public void onArrival(Runnable action) {
        onArrival.add(action);
    }

    @Override
    public void onDeparture(Runnable action) {
        onDeparture.add(action);
    }

    @Override
    public ServiceReference<T> addingService(ServiceReference<T> reference) {
        onArrival.forEach(Runnable::run);
        return reference;
    }

    @Override
    public void modifiedService(ServiceReference<T> reference, ServiceReference<T> same) {
        onArrival.forEach(Runnable::run);
    }

    @Override
    public void removedService(ServiceReference<T> reference, ServiceReference<T> same) {
        if (fetched.remove(reference) != null) {
            context.ungetService(reference);
        }
        onDeparture.forEach(Runnable::run);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
