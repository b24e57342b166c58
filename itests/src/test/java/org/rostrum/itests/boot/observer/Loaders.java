package org.rostrum.itests.boot.observer;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleWiring;

/** The class loaders of all bundles that came after us, without holding them. */
public final class Loaders {
    /** Belongs to us, for whoever packs us. */
    public static final Class<?> SEEN = Seen.class;

    private record Seen(String bundle, WeakReference<ClassLoader> loader) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    void note(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED) {
            BundleWiring wiring = event.getBundle().adapt(BundleWiring.class);
            if (wiring != null && wiring.getClassLoader() != null) {
                seen.add(new Seen(
                        String.valueOf(event.getBundle().getSymbolicName()),
                        new WeakReference<>(wiring.getClassLoader())));
            }
        }
    }

    /** Names of the bundles whose class loaders are still there after garbage was collected; one for each loader. */
    Stream<String> living() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return seen.stream().filter(one -> Objects.nonNull(one.loader().get())).map(Seen::bundle);
    }
}
