package org.rostrum.integration;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.rostrum.integration.component.RostrumComponent;
import org.rostrum.integration.component.RouteTarget;
import org.rostrum.integration.component.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one Camel context of a plugin and the routes in it. Called by one thread at a time, except for {@link #report}. */
final class PluginContext {
    private static final Logger LOG = LoggerFactory.getLogger(PluginContext.class);

    /** @param failure why the routes are not there; null when they are */
    private record Added(Set<String> routes, @Nullable String failure) {}

    private final Plugin plugin;
    private final DefaultCamelContext context;
    private final RostrumComponent component;
    private final PluginClassLoader loader;
    private final CircleGuard guard;
    private final SharedCaches caches;
    private final IdentityHashMap<RoutesBuilder, Added> builders = new IdentityHashMap<>();

    PluginContext(Plugin plugin, ContextFactory.Started started, SharedCaches caches) {
        this.plugin = plugin;
        this.context = started.context();
        this.component = started.component();
        this.loader = started.loader();
        this.guard = started.guard();
        this.caches = caches;
    }

    Set<RoutesBuilder> builders() {
        synchronized (builders) {
            Set<RoutesBuilder> copy = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
            copy.addAll(builders.keySet());
            return copy;
        }
    }

    /** Starts all routes of the builder, or none of them and keeps why. */
    void add(RoutesBuilder builder) {
        Set<String> before = routeIds();
        component.targets().hold();
        try {
            under(() -> {
                context.addRoutes(builder);
                return Boolean.TRUE;
            });
            Set<String> routes = routeIds();
            routes.removeAll(before);
            remember(builder, new Added(routes, null));
            LOG.info("Routes of {} are started: {}", plugin.name(), routes);
        } catch (Exception | LinkageError | StackOverflowError failure) {
            LOG.error("Routes {} of {} could not be started", name(builder), plugin.name(), failure);
            Set<String> halfAdded = routeIds();
            halfAdded.removeAll(before);
            removeRoutes(halfAdded);
            remember(builder, new Added(Set.of(), name(builder) + ": " + innermost(failure)));
        } finally {
            component.targets().release();
        }
    }

    private static String name(RoutesBuilder builder) {
        return builder instanceof FileRoutes
                ? builder.toString()
                : builder.getClass().getName();
    }

    private void remember(RoutesBuilder builder, Added added) {
        synchronized (builders) {
            builders.put(builder, added);
        }
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        // a name alone says nothing
        return message.contains(" ") ? message : cause.getClass().getSimpleName() + ": " + message;
    }

    /** Stops and removes the routes of the builder; exchanges in flight are waited for. */
    void remove(RoutesBuilder builder) {
        Added added;
        synchronized (builders) {
            added = builders.remove(builder);
        }
        if (added != null) {
            removeRoutes(added.routes());
            LOG.info("Routes of {} are gone: {}", plugin.name(), added.routes());
        }
    }

    private void removeRoutes(Set<String> ids) {
        for (String id : ids) {
            RouteDefinition definition = context.getRouteDefinition(id);
            if (definition == null) {
                continue;
            }
            try {
                under(() -> {
                    context.removeRouteDefinition(definition);
                    return Boolean.TRUE;
                });
            } catch (Exception failure) {
                LOG.warn("Route {} of {} did not stop cleanly", id, plugin.name(), failure);
            }
        }
    }

    private Set<String> routeIds() {
        Set<String> ids = new LinkedHashSet<>();
        for (RouteDefinition definition : context.getRouteDefinitions()) {
            if (definition.getId() != null) {
                ids.add(definition.getId());
            }
        }
        return ids;
    }

    private void under(java.util.concurrent.Callable<Boolean> work) throws Exception {
        Threads.under(loader, work);
    }

    /** Stops everything; exchanges in flight are waited for, but not longer than the configured time. */
    void close() {
        try {
            under(() -> {
                context.stop();
                return Boolean.TRUE;
            });
        } catch (Exception failure) {
            LOG.warn("The Camel context of {} did not stop cleanly", plugin.name(), failure);
        } finally {
            synchronized (builders) {
                builders.clear();
            }
            caches.forget(context);
            loader.letGo();
        }
    }

    RoutesReport report() {
        List<String> failures = new ArrayList<>();
        List<String> added = new ArrayList<>();
        synchronized (builders) {
            for (Added one : builders.values()) {
                if (one.failure() != null) {
                    failures.add(one.failure());
                }
                added.addAll(one.routes());
            }
        }
        List<RoutesReport.Route> routes = added.stream()
                .sorted()
                .map(id -> new RoutesReport.Route(id, state(id)))
                .toList();
        List<RoutesReport.Target> targets =
                component.targets().all().stream().map(PluginContext::target).toList();
        return new RoutesReport(plugin.name(), false, failures, guard.findings(), routes, targets);
    }

    private String state(String routeId) {
        ServiceStatus status = context.getRouteController().getRouteStatus(routeId);
        return status == null ? "Gone" : status.name();
    }

    private static RoutesReport.Target target(RouteTarget target) {
        return new RoutesReport.Target(
                target.adapter(), target.kind(), target.open(), target.canFind(), target.lastPassed());
    }
}
