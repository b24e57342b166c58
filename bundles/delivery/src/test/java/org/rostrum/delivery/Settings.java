package org.rostrum.delivery;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A configuration with its defaults, some of them replaced. */
public final class Settings {
    private final Map<String, Object> values = new HashMap<>();

    /** What most tests need: quick reactions. */
    public static Settings quick() {
        return new Settings()
                .with("pollMillis", 20)
                .with("graceSeconds", 5)
                .with("settleSeconds", 0)
                .with("firstRetrySeconds", 0);
    }

    public Settings with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    public DeliveryConfig config() {
        return (DeliveryConfig) Proxy.newProxyInstance(
                Settings.class.getClassLoader(),
                new Class<?>[] {DeliveryConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
