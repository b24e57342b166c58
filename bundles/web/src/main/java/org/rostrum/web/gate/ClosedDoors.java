package org.rostrum.web.gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.List;
import org.apache.cxf.message.Message;
import org.rostrum.api.problem.Problem;

/**
 * Closes what CXF understands beside HTTP. With {@code _ctype} in the query a foreign page could pass plain text off as
 * JSON and so get around the browser's cross-origin rules; {@code OnewayRequest} would hide the outcome of a call.
 */
@PreMatching
public final class ClosedDoors implements ContainerRequestFilter {
    private static final List<String> QUERY = List.of("_type", "_ctype", "_method");

    @Override
    public void filter(ContainerRequestContext request) {
        for (String name : QUERY) {
            if (request.getUriInfo().getQueryParameters().containsKey(name)) {
                throw Problem.invalid(
                        name, "The query parameter is not supported.", "Use the HTTP method and headers instead.");
            }
        }
        if (request.getHeaderString(Message.ONE_WAY_REQUEST) != null) {
            throw Problem.invalid(Message.ONE_WAY_REQUEST, "The header is not supported.", "Leave it out.");
        }
    }
}
