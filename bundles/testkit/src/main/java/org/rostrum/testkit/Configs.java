package org.rostrum.testkit;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

/** Typed configuration as DS would hand it over: the defaults, but for what a test sets. */
public final class Configs {
    private Configs() {}

    /**
     * @param type annotation type of the configuration
     * @param values by method name, of secrets without the _ it begins with; what is absent has its default
     */
    public static <A> A of(Class<A> type, Map<String, ?> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> value(method, values)));
    }

    private static Object value(Method method, Map<String, ?> values) {
        Object set = values.get(method.getName().replaceFirst("^_", ""));
        return Objects.requireNonNull(
                set == null ? method.getDefaultValue() : set, "no value and no default of " + method.getName());
    }
}
