package org.rostrum.web.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.web.gate.BodyLimit;
import org.rostrum.web.gate.BodyType;
import org.rostrum.web.gate.ClosedDoors;
import org.rostrum.web.gate.ConditionalGet;
import org.rostrum.web.gate.KnownParameters;
import org.rostrum.web.gate.OwnLocation;
import org.rostrum.web.gate.PermissionGate;
import org.rostrum.web.gate.RouteLabel;
import org.rostrum.web.idempotency.IdempotencyFilter;
import org.rostrum.web.idempotency.IdempotencyStore;
import org.rostrum.web.json.JsonBodies;
import org.rostrum.web.json.JsonFormat;
import org.rostrum.web.openapi.OpenApiResource;
import org.rostrum.web.parameter.StrictConverters;

/** Builds generations of the API: the resources of others, the description of them, and all that stands before them. */
final class GenerationFactory {
    private final ClassLoader loader = new CxfClassLoader();
    private final ServletConfig config;
    private final long maxBodyBytes;
    private final String version;
    private final Supplier<@Nullable Access> access;
    private final Supplier<@Nullable IdempotencyStore> answers;

    GenerationFactory(
            ServletConfig config,
            long maxBodyBytes,
            String version,
            Supplier<@Nullable Access> access,
            Supplier<@Nullable IdempotencyStore> answers) {
        this.config = config;
        this.maxBodyBytes = maxBodyBytes;
        this.version = version;
        this.access = access;
        this.answers = answers;
    }

    /**
     * Builds a generation that is ready to serve.
     *
     * @param absence says of a path without resource why it has none
     * @throws RuntimeException when CXF cannot publish the resources
     */
    ApiGeneration build(List<PublishedResource> resources, Function<String, Optional<Problem>> absence)
            throws ServletException {
        List<Class<?>> types = new ArrayList<>();
        List<Object> instances = new ArrayList<>();
        for (PublishedResource resource : resources) {
            types.add(resource.instance().getClass());
            instances.add(resource.instance());
        }
        instances.add(new OpenApiResource(types, version));
        return new ApiGeneration(new CxfEngine(loader, config, instances, providers(absence)), resources);
    }

    /** CXF puts what it injects into the providers, so no two generations may share one. */
    private List<Object> providers(Function<String, Optional<Problem>> absence) {
        ObjectMapper mapper = JsonFormat.mapper();
        return List.of(
                new ProblemMapper(absence),
                new JsonBodies(mapper),
                new StrictConverters(),
                new ClosedDoors(),
                new AllowOfOptions(),
                new RouteLabel(),
                new PermissionGate(access),
                new KnownParameters(),
                new BodyType(),
                new BodyLimit(maxBodyBytes),
                new IdempotencyFilter(access, answers),
                new OwnLocation(),
                new ConditionalGet());
    }
}
