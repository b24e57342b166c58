package org.rostrum.web.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** As much of an OSGi framework as this bundle asks for. */
public final class FakeFramework {
    private final List<Object> services = new CopyOnWriteArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();
    private volatile int startLevel = 100;
    private volatile boolean featuresDone = true;

    public FakeFramework() {
        bundles.add(bundle(0, "org.apache.felix.framework"));
        bundles.add(bundle(1, "org.apache.karaf.features.core"));
    }

    public void startLevel(int level) {
        startLevel = level;
    }

    public void featuresDone(boolean done) {
        featuresDone = done;
    }

    /** The services registered by now. */
    public List<Object> services() {
        return List.copyOf(services);
    }

    public BundleContext context() {
        return proxy(BundleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getBundle" -> arguments == null
                    ? bundle(7, "org.rostrum.web")
                    : bundles.get(((Long) arguments[0]).intValue());
            case "getBundles" -> bundles.toArray(Bundle[]::new);
            case "getProperty" -> arguments[0].equals("org.osgi.framework.startlevel.beginning") ? "100" : null;
            case "getAllServiceReferences" -> featuresDone ? new ServiceReference<?>[1] : null;
            case "registerService" -> register(arguments[1]);
            case "addBundleListener", "removeBundleListener" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object register(Object service) {
        services.add(service);
        return proxy(ServiceRegistration.class, (proxy, method, arguments) -> {
            services.remove(service);
            return null;
        });
    }

    /** Installs and starts a bundle with these headers whose entries are the files of a folder. */
    public Bundle install(String name, Map<String, String> headers, Path entries) {
        Bundle installed = bundle(bundles.size(), name, headers, entries);
        bundles.add(installed);
        return installed;
    }

    private Bundle bundle(long id, String name) {
        return bundle(id, name, Map.of(), Path.of("none"));
    }

    @SuppressWarnings("JdkObsolete") // the interface wants a Dictionary
    private Bundle bundle(long id, String name, Map<String, String> headers, Path entries) {
        return proxy(Bundle.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getBundleId" -> id;
            case "getSymbolicName" -> name;
            case "getVersion" -> new Version(1, 2, 3);
            case "getState" -> Bundle.ACTIVE;
            case "getLastModified" -> 1000L;
            case "getHeaders" -> new Hashtable<>(headers);
            case "getEntry" -> {
                Path file = entries.resolve((String) arguments[0]);
                yield Files.isRegularFile(file) ? file.toUri().toURL() : null;
            }
            case "adapt" -> arguments[0] == FrameworkStartLevel.class ? level() : null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private FrameworkStartLevel level() {
        return proxy(FrameworkStartLevel.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getStartLevel" -> startLevel;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    @Nullable Object result;
                    if (method.getDeclaringClass() == Object.class) {
                        result = switch (method.getName()) {
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "fake " + type.getSimpleName();
                        };
                    } else {
                        result = handler.invoke(proxy, method, arguments);
                    }
                    return result;
                }));
    }
}
