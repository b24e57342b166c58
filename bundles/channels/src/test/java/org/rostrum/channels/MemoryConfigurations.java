package org.rostrum.channels;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Factory configurations in memory; every other call is refused. */
@SuppressWarnings("JdkObsolete") // Configuration Admin speaks in dictionaries
final class MemoryConfigurations {
    private final Map<String, Dictionary<String, Object>> stored = new ConcurrentSkipListMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Told the PID of each configuration that is made, changed or removed. */
    void whenChanged(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** The values of each configuration, by its PID. */
    Map<String, Map<String, Object>> stored() {
        return stored.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Collections.list(entry.getValue().keys()).stream()
                                .collect(Collectors.toMap(key -> key, entry.getValue()::get))));
    }

    void put(String pid, Map<String, Object> values) {
        stored.put(pid, new Hashtable<>(values));
    }

    ConfigurationAdmin admin() {
        return (ConfigurationAdmin) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ConfigurationAdmin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "listConfigurations" -> stored.isEmpty()
                            ? null
                            : stored.keySet().stream().map(this::configuration).toArray(Configuration[]::new);
                    case "getFactoryConfiguration" -> configuration(arguments[0] + "~" + arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Configuration configuration(String pid) {
        return (Configuration) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Configuration.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperties" -> stored.get(pid);
                    case "delete" -> removed(pid);
                    case "update" -> {
                        updated(pid, arguments[0]);
                        yield null;
                    }
                    case "updateIfDifferent" -> updated(pid, arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private @Nullable Object removed(String pid) {
        stored.remove(pid);
        listeners.forEach(listener -> listener.accept(pid));
        return null;
    }

    @SuppressWarnings("unchecked") // the one argument of updateIfDifferent
    private boolean updated(String pid, Object properties) {
        boolean changed = !properties.equals(stored.put(pid, (Dictionary<String, Object>) properties));
        listeners.forEach(listener -> listener.accept(pid));
        return changed;
    }
}
