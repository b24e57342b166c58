package org.rostrum.web.publish;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/**
 * A REST resource of some bundle.
 *
 * @param id of the OSGi service
 * @param instance on which the methods are called, by many threads at once
 * @param template of the class's path, with a leading slash
 */
record PublishedResource(long id, Object instance, URITemplate template) {
    /**
     * Takes a resource in.
     *
     * @throws IllegalArgumentException when it cannot be published, saying why
     */
    static PublishedResource of(long id, Object instance) {
        Class<?> type = instance.getClass();
        Path path = type.getAnnotation(Path.class);
        if (path == null) {
            throw new IllegalArgumentException(type.getName() + " has no @Path");
        }
        for (Method method : type.getMethods()) {
            // filters, and the permission gate is one, are not run for what a locator returns
            if (method.isAnnotationPresent(Path.class) && !isOperation(method)) {
                throw new IllegalArgumentException(
                        type.getName() + "." + method.getName() + " is a sub-resource locator, which is not supported");
            }
        }
        return new PublishedResource(id, instance, templateOf(path));
    }

    static URITemplate templateOf(Path path) {
        return URITemplate.createTemplate(path.value().startsWith("/") ? path.value() : "/" + path.value());
    }

    /** Whether requests with the path can be for this resource, judged by the class's path alone. */
    boolean covers(String path) {
        return covers(template, path);
    }

    static boolean covers(URITemplate template, String path) {
        return template.match(path, new MetadataMap<>());
    }

    /** Operations that do not say who may call them; they are refused to everybody. */
    List<String> operationsWithoutPermission() {
        List<String> names = new ArrayList<>();
        for (Method method : instance.getClass().getMethods()) {
            if (isOperation(method)
                    && !method.isAnnotationPresent(RequiresPermission.class)
                    && !method.isAnnotationPresent(OpenToAnyone.class)) {
                names.add(instance.getClass().getName() + "." + method.getName());
            }
        }
        return names;
    }

    private static boolean isOperation(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            if (annotation.annotationType().isAnnotationPresent(HttpMethod.class)) {
                return true;
            }
        }
        return false;
    }
}
