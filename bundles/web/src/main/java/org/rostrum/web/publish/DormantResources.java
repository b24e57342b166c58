package org.rostrum.web.publish;

import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resources whose bundle is there but that wait for something, such as the database; a request for one may come again. */
final class DormantResources {
    private static final Logger LOG = LoggerFactory.getLogger(DormantResources.class);
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private List<URITemplate> known = List.of();
    private long lookAgainAt = System.nanoTime();

    DormantResources(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    Optional<Problem> explainAbsence(String path) {
        return templates().stream().anyMatch(template -> PublishedResource.covers(template, path))
                ? Optional.of(Problem.of(Problem.Kind.UNAVAILABLE, "This part of the API waits for something it needs.")
                        .withRemedy("Try again in a moment; if it stays so, /health says what is missing.")
                        .withRetryAfter(5))
                : Optional.empty();
    }

    /** Looks at most once a second: a flood of requests for nothing must not become a flood of this. */
    private synchronized List<URITemplate> templates() {
        if (System.nanoTime() - lookAgainAt >= 0) {
            known = find();
            lookAgainAt = System.nanoTime() + LOOK_AGAIN_NANOS;
        }
        return known;
    }

    private List<URITemplate> find() {
        List<URITemplate> templates = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            if (isResource(component) && !isRunning(component)) {
                Bundle bundle = context.getBundle(component.bundle.id);
                if (bundle != null) {
                    pathOf(component, bundle).ifPresent(templates::add);
                }
            }
        }
        return templates;
    }

    private static boolean isResource(ComponentDescriptionDTO component) {
        return "true".equals(String.valueOf(component.properties.get(ApiPublisher.RESOURCE_PROPERTY)));
    }

    private boolean isRunning(ComponentDescriptionDTO component) {
        return components.getComponentConfigurationDTOs(component).stream()
                .anyMatch(configuration -> configuration.state == ComponentConfigurationDTO.ACTIVE
                        || configuration.state == ComponentConfigurationDTO.SATISFIED);
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
