package org.rostrum.web.publish;

import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resources whose bundle is there but that are not served, because they wait for something such as the database or are just
 * being taken in. A request for one may come again.
 */
final class DormantResources {
    private static final Logger LOG = LoggerFactory.getLogger(DormantResources.class);
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private Map<String, URITemplate> known = Map.of();
    private long lookAgainAt = System.nanoTime();

    DormantResources(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /** @param served names of the classes that are served */
    Optional<Problem> explainAbsence(String path, Set<String> served) {
        return resources().entrySet().stream()
                        .anyMatch(resource -> !served.contains(resource.getKey())
                                && PublishedResource.covers(resource.getValue(), path))
                ? Optional.of(Problem.of(Problem.Kind.UNAVAILABLE, "This part of the API waits for something it needs.")
                        .withRemedy("Try again in a moment; if it stays so, /health says what is missing.")
                        .withRetryAfter(5))
                : Optional.empty();
    }

    /**
     * Classes of resources that are not served.
     *
     * @param served names of the classes that are served
     */
    List<String> awaited(Set<String> served) {
        return resources().keySet().stream()
                .filter(name -> !served.contains(name))
                .sorted()
                .toList();
    }

    /** Looks at most once a second: a flood of requests for nothing must not become a flood of this. */
    private synchronized Map<String, URITemplate> resources() {
        if (System.nanoTime() - lookAgainAt >= 0) {
            known = find();
            lookAgainAt = System.nanoTime() + LOOK_AGAIN_NANOS;
        }
        return known;
    }

    /** All resources that are to be, with the names of their classes. */
    private Map<String, URITemplate> find() {
        Map<String, URITemplate> templates = new HashMap<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            Bundle bundle = isResource(component) && isToBe(component) ? context.getBundle(component.bundle.id) : null;
            if (bundle != null) {
                pathOf(component, bundle).ifPresent(template -> templates.put(component.implementationClass, template));
            }
        }
        return templates;
    }

    private static boolean isResource(ComponentDescriptionDTO component) {
        return "true".equals(String.valueOf(component.properties.get(ApiPublisher.RESOURCE_PROPERTY)));
    }

    /** Not so what is made for a configuration that nobody has written, or was switched off. */
    private boolean isToBe(ComponentDescriptionDTO component) {
        return components.getComponentConfigurationDTOs(component).stream()
                .anyMatch(state -> state.state != ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION);
    }

    private static Optional<URITemplate> pathOf(ComponentDescriptionDTO component, Bundle bundle) {
        try {
            Path path = bundle.loadClass(component.implementationClass).getAnnotation(Path.class);
            return Optional.ofNullable(path).map(PublishedResource::templateOf);
        } catch (ClassNotFoundException | LinkageError unreadable) {
            LOG.debug("The class of component {} cannot be read", component.name, unreadable);
            return Optional.empty();
        }
    }
}
