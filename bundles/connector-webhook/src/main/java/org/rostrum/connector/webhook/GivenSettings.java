package org.rostrum.connector.webhook;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** Settings as texts, read as the configuration that would be made of them, so that defaults stand in one place. */
final class GivenSettings implements InvocationHandler {
    private final Map<String, String> settings;

    private GivenSettings(Map<String, String> settings) {
        this.settings = settings;
    }

    static WebhookConfig read(Map<String, String> settings) {
        return (WebhookConfig) Proxy.newProxyInstance(
                WebhookConfig.class.getClassLoader(),
                new Class<?>[] {WebhookConfig.class},
                new GivenSettings(settings));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        // secrets have names that begin with a dot, which methods write as _
        String name = method.getName().replaceFirst("^_", "");
        String given = settings.get(name);
        if (given == null) {
            Object otherwise = method.getDefaultValue();
            return otherwise == null ? "" : otherwise;
        }
        if (method.getReturnType() != int.class) {
            return given;
        }
        try {
            return Integer.parseInt(given.strip());
        } catch (NumberFormatException none) {
            throw Problem.invalid(name, "This is no whole number.", "Correct it, or leave it out.")
                    .withCause(none);
        }
    }
}
