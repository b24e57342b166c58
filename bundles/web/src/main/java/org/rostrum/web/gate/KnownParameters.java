package org.rostrum.web.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.rostrum.api.problem.Problem;

/**
 * Refuses query parameters that the operation does not know. A misspelt filter that is passed over would answer with, or
 * remove, more than was asked for. An operation that takes {@link UriInfo} reads the query itself and is left alone.
 */
@Priority(Priorities.HEADER_DECORATOR)
public final class KnownParameters implements ContainerRequestFilter {
    private final ConcurrentMap<OperationResourceInfo, Optional<Set<String>>> known = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> parameters = parameters(request);
        Set<String> sent = parameters.keySet();
        OperationResourceInfo operation = Operation.current();
        if (sent.isEmpty() || operation == null) {
            return;
        }
        Set<String> names =
                known.computeIfAbsent(operation, KnownParameters::find).orElse(null);
        if (names == null) {
            return;
        }
        for (String name : sent) {
            if (!names.contains(name)) {
                String shown = name.length() <= 100 ? name : name.substring(0, 100) + "…";
                throw Problem.invalid(
                        shown,
                        "There is no query parameter \"" + shown + "\" here.",
                        names.isEmpty()
                                ? "This operation takes none."
                                : "The parameters are: " + String.join(", ", names) + ".");
            }
        }
    }

    /** @throws Problem INVALID when they cannot be read, or hold what no text has and not every database can keep */
    private static MultivaluedMap<String, String> parameters(ContainerRequestContext request) {
        MultivaluedMap<String, String> parameters;
        try {
            parameters = request.getUriInfo().getQueryParameters();
        } catch (IllegalArgumentException broken) {
            throw Problem.invalid(
                    "query", "The query cannot be read: " + broken.getMessage(), "Write a percent sign as %25.");
        }
        parameters.forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value != null && value.indexOf('\0') >= 0)) {
                throw Problem.invalid(name, "It holds the character NUL.", "Leave %00 out.");
            }
        });
        return parameters;
    }

    private static Optional<Set<String>> find(OperationResourceInfo operation) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : operation.getAnnotatedMethod().getParameters()) {
            if (parameter.isAnnotationPresent(Context.class) && parameter.getType() == UriInfo.class) {
                return Optional.empty();
            }
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                addBean(parameter.getType(), names);
            }
            add(parameter, names);
        }
        return Optional.of(names);
    }

    private static void addBean(Class<?> bean, Set<String> names) {
        for (Field field : bean.getDeclaredFields()) {
            add(field, names);
        }
        for (Method method : bean.getDeclaredMethods()) {
            add(method, names);
        }
        for (Constructor<?> constructor : bean.getDeclaredConstructors()) {
            for (Parameter parameter : constructor.getParameters()) {
                add(parameter, names);
            }
        }
    }

    private static void add(AnnotatedElement element, Set<String> names) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query != null) {
            names.add(query.value());
        }
    }
}
