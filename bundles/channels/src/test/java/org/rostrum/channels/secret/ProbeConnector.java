package org.rostrum.channels.secret;

import java.util.Map;
import java.util.function.Supplier;

/** A component that gives back the properties it was activated with; goes into a bundle of its own. */
public final class ProbeConnector implements Supplier<Map<String, Object>> {
    private Map<String, Object> properties = Map.of();

    public void activate(Map<String, Object> given) {
        if (given.containsKey("broken")) {
            throw new IllegalStateException("made", new IllegalArgumentException("this is broken"));
        }
        properties = Map.copyOf(given);
    }

    @Override
    public Map<String, Object> get() {
        return properties;
    }
}
