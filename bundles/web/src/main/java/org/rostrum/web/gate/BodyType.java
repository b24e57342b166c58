package org.rostrum.web.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * Refuses bodies that do not say what they are, and those that are packed. CXF would take one without type for anything, and browsers send such bodies
 * to other sites without asking them first.
 */
@Priority(Priorities.HEADER_DECORATOR)
public final class BodyType implements ContainerRequestFilter {
    private static final Pattern CONCRETE = Pattern.compile("\\s*[\\w.+!#$&^-]+/[\\w.+!#$&^-]+\\s*(;.*)?");

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable String type = request.getHeaderString("Content-Type");
        if (hasBody(request) && (type == null || !CONCRETE.matcher(type).matches())) {
            throw Problem.of(
                            Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
                            type == null ? "The body comes without a Content-Type." : "The Content-Type is none.")
                    .withField("Content-Type")
                    .withRemedy("Send Content-Type: application/json, or what the API's description names.");
        }
        @Nullable String encoding = request.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw Problem.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, "The body comes packed, and is not unpacked here.")
                    .withField("Content-Encoding")
                    .withRemedy(
                            "Send it as it is, without Content-Encoding; a file to be imported may be packed itself.");
        }
    }

    private static boolean hasBody(ContainerRequestContext request) {
        String length = request.getHeaderString("Content-Length");
        return length == null
                ? request.getHeaderString("Transfer-Encoding") != null
                : !length.strip().equals("0");
    }
}
