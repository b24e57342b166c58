package org.rostrum.web.testing;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations with the defaults of their annotation, some of them overridden. */
public final class Configs {
    private Configs() {}

    public static <C> C of(Class<C> type, Map<String, Object> overrides) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> overrides.getOrDefault(method.getName(), method.getDefaultValue())));
    }
}
