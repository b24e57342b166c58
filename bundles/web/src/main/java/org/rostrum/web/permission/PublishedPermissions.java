package org.rostrum.web.permission;

import io.swagger.v3.oas.annotations.Operation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rostrum.api.security.PermissionCatalog;
import org.rostrum.api.security.RequiresPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the permissions off the REST resources, without waking those that sleep, and off the services that name further ones
 * in their property {@value #PROPERTY}: those that are asked for in some cases only, or at another door.
 */
@Component(service = PermissionCatalog.class)
public final class PublishedPermissions implements PermissionCatalog {
    static final String PROPERTY = "rostrum.permissions";

    private static final Logger LOG = LoggerFactory.getLogger(PublishedPermissions.class);
    private static final String RESOURCES = "(osgi.jakartars.resource=true)";
    private static final String COMPONENT = "component.name";

    private final BundleContext context;

    @Activate
    public PublishedPermissions(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<Entry> permissions() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (ServiceReference<?> resource : services(RESOURCES)) {
            Class<?> type = type(resource);
            if (type != null) {
                for (Method method : type.getMethods()) {
                    add(found, method);
                }
            }
        }
        for (ServiceReference<?> service : services("(" + PROPERTY + "=*)")) {
            Object names = service.getProperty(PROPERTY);
            for (String name : names instanceof String[] several ? several : new String[] {String.valueOf(names)}) {
                found.computeIfAbsent(name, permission -> new TreeSet<>());
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private static void add(Map<String, Set<String>> found, Method method) {
        RequiresPermission required = method.getAnnotation(RequiresPermission.class);
        if (required != null) {
            Operation operation = method.getAnnotation(Operation.class);
            boolean named = operation != null && !operation.operationId().isEmpty();
            found.computeIfAbsent(required.value(), permission -> new TreeSet<>())
                    .add(named ? operation.operationId() : method.getName());
        }
    }

    private static @Nullable Class<?> type(ServiceReference<?> resource) {
        Bundle bundle = resource.getBundle();
        if (bundle == null || !(resource.getProperty(COMPONENT) instanceof String name)) {
            return null;
        }
        try {
            return bundle.loadClass(name);
        } catch (ClassNotFoundException gone) {
            LOG.debug("{} is going, or its component is not named after its class", name, gone);
            return null;
        }
    }

    private List<ServiceReference<?>> services(String filter) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
