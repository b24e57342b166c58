package org.rostrum.web.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.rest.StreamedBody;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** Adds to one operation what follows from its annotations and is the same everywhere. */
final class OperationParts {
    private final String path;
    private final HttpMethod verb;
    private final Method method;
    private final Operation operation;

    OperationParts(String path, HttpMethod verb, Method method, Operation operation) {
        this.path = path;
        this.verb = verb;
        this.method = method;
        this.operation = operation;
    }

    void add() {
        addTag();
        addSecurity();
        if (verb == HttpMethod.POST && !method.isAnnotationPresent(StreamedBody.class)) {
            operation.addParametersItem(
                    new Parameter().$ref("#/components/parameters/" + StandardParts.IDEMPOTENCY_KEY));
        }
        tellOfEmptyAnswer();
        ApiResponses responses = operation.getResponses();
        for (int status : failures()) {
            if (StandardParts.has(status) && !responses.containsKey(Integer.toString(status))) {
                responses.addApiResponse(
                        Integer.toString(status),
                        new ApiResponse().$ref("#/components/responses/" + StandardParts.responseName(status)));
            }
        }
    }

    private void addTag() {
        if (operation.getTags() == null || operation.getTags().isEmpty()) {
            String[] segments = path.split("/", 3);
            operation.setTags(List.of(segments.length > 1 ? segments[1] : "api"));
        }
    }

    private void addSecurity() {
        RequiresPermission required = method.getAnnotation(RequiresPermission.class);
        OpenToAnyone open = method.getAnnotation(OpenToAnyone.class);
        if (required != null) {
            operation.addExtension("x-permission", required.value());
            operation.setSecurity(StandardParts.signedIn());
        } else if (open != null) {
            operation.addExtension("x-open", open.signedIn() ? "to everybody who is signed in" : "to anyone");
            operation.addExtension("x-open-reason", open.reason());
            operation.setSecurity(open.signedIn() ? StandardParts.signedIn() : List.of());
        } else {
            operation.addExtension("x-shut", "The operation does not say who may call it and is refused to everybody.");
            operation.setSecurity(StandardParts.signedIn());
        }
    }

    /** A method without result answers 204, which the reader does not know. */
    private void tellOfEmptyAnswer() {
        ApiResponses responses = operation.getResponses();
        if (method.getReturnType() == void.class && responses.containsKey("200") && responses.size() == 1) {
            responses.remove("200");
            responses.addApiResponse("204", new ApiResponse().description("Done."));
        }
        responses.forEach((status, response) -> {
            if ("default response".equals(response.getDescription())) {
                response.setDescription("Done.");
            }
        });
    }

    private Set<Integer> failures() {
        Set<Integer> failures = new TreeSet<>(Set.of(400, 500, 503));
        OpenToAnyone open = method.getAnnotation(OpenToAnyone.class);
        if (open == null || open.signedIn()) {
            failures.addAll(Set.of(401, 403));
        }
        if (path.contains("{")) {
            failures.add(404);
        }
        if (operation.getRequestBody() != null) {
            failures.addAll(Set.of(413, 415));
        }
        if (verb == HttpMethod.POST && !method.isAnnotationPresent(StreamedBody.class)) {
            failures.addAll(Set.of(409, 422));
        }
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (parameters.stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()))) {
            failures.addAll(Set.of(412, 428));
        }
        return failures;
    }
}
