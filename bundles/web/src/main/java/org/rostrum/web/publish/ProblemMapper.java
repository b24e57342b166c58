package org.rostrum.web.publish;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.web.gate.Operation;
import org.rostrum.web.idempotency.IdempotencyFilter;
import org.rostrum.web.problem.Failures;
import org.rostrum.web.problem.ProblemDocument;

/** Answers whatever a resource, or CXF on the way to it, has thrown. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
    /** Request attribute that is set when the answer broke off after its first bytes had left. */
    static final String BROKEN_OFF = "org.rostrum.web.broken-off";

    private static final List<String> KEPT_HEADERS = List.of("Retry-After", "WWW-Authenticate");

    private final Function<String, Optional<Problem>> absence;

    /** @param absence says of a path without resource why it has none, when there is more to say than 404 */
    ProblemMapper(Function<String, Optional<Problem>> absence) {
        this.absence = absence;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        HttpServletRequest request = Operation.request();
        if (request != null && isUnderWay()) {
            request.setAttribute(BROKEN_OFF, Boolean.TRUE);
        }
        if (request != null && Failures.isOutcomeUnknown(thrown)) {
            IdempotencyFilter.noteUnknownOutcome(request);
        }
        if (thrown instanceof WebApplicationException refused) {
            Response original = refused.getResponse();
            // with a 404 CXF names methods, too
            if (original.getStatus() == 405 && original.getHeaderString(HttpHeaders.ALLOW) != null) {
                return notAllowed(original, request);
            }
            if (original.getStatus() < 400 || isProblem(original)) {
                return original;
            }
            if (original.getStatus() != 500) {
                return build(explain(original, request), original);
            }
        }
        return build(Failures.tell(thrown, describe(request)), null);
    }

    /** To a method that is not possible at the path. */
    private static Response notAllowed(Response original, @Nullable HttpServletRequest request) {
        String methods =
                Objects.requireNonNullElse(AllowedMethods.atThisPath(), original.getHeaderString(HttpHeaders.ALLOW));
        String method = request == null ? "This" : request.getMethod();
        ProblemDocument document =
                ProblemDocument.of(405, method + " is not possible at " + path(request) + ".", "Allowed: " + methods);
        return Response.fromResponse(build(document, null))
                .header(HttpHeaders.ALLOW, methods)
                .build();
    }

    private static String path(@Nullable HttpServletRequest request) {
        return request == null || request.getPathInfo() == null ? "/" : request.getPathInfo();
    }

    private ProblemDocument explain(Response original, @Nullable HttpServletRequest request) {
        return switch (original.getStatus()) {
            case 400 -> ProblemDocument.of(400, "The request cannot be understood.", "See the API's description.");
            case 404 -> Operation.current() == null
                    ? absent(path(request))
                    : ProblemDocument.of(404, "There is no such thing.", null);
            case 406 -> ProblemDocument.of(
                    406, "None of the formats in the Accept header can be had here.", "Send Accept: application/json.");
            case 415 -> ProblemDocument.of(
                    415,
                    "A body of this Content-Type cannot be read here.",
                    "Send Content-Type: application/json, or what the API's description of the operation names.");
            default -> ProblemDocument.of(original.getStatus(), "The request was refused.", null);
        };
    }

    private ProblemDocument absent(String path) {
        return absence.apply(path)
                .map(ProblemDocument::of)
                .orElseGet(() -> ProblemDocument.of(
                        404,
                        "There is nothing at " + (path.length() <= 200 ? path : path.substring(0, 200) + "…") + ".",
                        "GET openapi.json describes everything that is there."));
    }

    private static Response build(ProblemDocument document, @Nullable Response original) {
        Response.ResponseBuilder builder = Response.status(document.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(document.toJson());
        document.headers().forEach(builder::header);
        if (original != null) {
            for (String name : KEPT_HEADERS) {
                String value = original.getHeaderString(name);
                if (value != null && !document.headers().containsKey(name)) {
                    builder.header(name, value);
                }
            }
        }
        return builder.build();
    }

    private static boolean isProblem(Response response) {
        return response.hasEntity()
                && response.getMediaType() != null
                && response.getMediaType().toString().startsWith(ProblemDocument.MEDIA_TYPE);
    }

    private static boolean isUnderWay() {
        Message message = JAXRSUtils.getCurrentMessage();
        Message in = message == null ? null : message.getExchange().getInMessage();
        return in != null
                && in.get(AbstractHTTPDestination.HTTP_RESPONSE) instanceof HttpServletResponse response
                && response.isCommitted();
    }

    private static String describe(@Nullable HttpServletRequest request) {
        return request == null ? "A request" : request.getMethod() + " " + request.getRequestURI();
    }
}
