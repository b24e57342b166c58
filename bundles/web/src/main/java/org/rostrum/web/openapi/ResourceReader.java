package org.rostrum.web.openapi;

import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.integration.api.OpenAPIConfiguration;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Swagger's reader, which also remembers the method behind each operation. */
final class ResourceReader extends Reader {
    private final IdentityHashMap<Operation, Method> methods = new IdentityHashMap<>();

    ResourceReader(OpenAPIConfiguration config) {
        super(config);
    }

    /** Where the reader puts what it has read; empty paths when there was nothing. */
    OpenAPI document() {
        return getOpenAPI();
    }

    /** The method behind an operation of the document. */
    Method methodOf(Operation operation) {
        Method method = methods.get(operation);
        if (method == null) {
            throw new IllegalArgumentException("Not read here: " + operation.getOperationId());
        }
        return method;
    }

    @Override
    @SuppressWarnings("TooManyParameters") // Swagger's signature
    protected Operation parseMethod(
            Class<?> type,
            Method method,
            List<Parameter> globalParameters,
            @Nullable Produces methodProduces,
            @Nullable Produces classProduces,
            @Nullable Consumes methodConsumes,
            @Nullable Consumes classConsumes,
            List<SecurityRequirement> classSecurityRequirements,
            Optional<ExternalDocumentation> classExternalDocs,
            Set<String> classTags,
            List<Server> classServers,
            boolean isSubresource,
            @Nullable RequestBody parentRequestBody,
            @Nullable ApiResponses parentResponses,
            @Nullable JsonView jsonViewAnnotation,
            ApiResponse @Nullable [] classResponses,
            @Nullable AnnotatedMethod annotatedMethod) {
        Operation operation = super.parseMethod(
                type,
                method,
                globalParameters,
                methodProduces,
                classProduces,
                methodConsumes,
                classConsumes,
                classSecurityRequirements,
                classExternalDocs,
                classTags,
                classServers,
                isSubresource,
                parentRequestBody,
                parentResponses,
                jsonViewAnnotation,
                classResponses,
                annotatedMethod);
        methods.put(operation, method);
        return operation;
    }
}
