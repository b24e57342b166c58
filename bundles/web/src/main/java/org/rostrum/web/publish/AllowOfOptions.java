package org.rostrum.web.publish;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Has {@code OPTIONS} tell the methods of the path that was asked about, as 405 does. */
final class AllowOfOptions implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)
                && response.getHeaders().containsKey(HttpHeaders.ALLOW)) {
            String allowed = AllowedMethods.atThisPath();
            if (allowed != null) {
                response.getHeaders().putSingle(HttpHeaders.ALLOW, allowed);
            }
        }
    }
}
