package org.rostrum.web.gate;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Tells {@code Location} as a path on this server. CXF makes an address of it with the name that the request gave in
 * {@code Host}, which anybody can forge, and which is the wrong one behind most proxies. Where it leads elsewhere, it stays.
 */
@Priority(Priorities.USER + 1000)
public final class OwnLocation implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
        HttpServletRequest asked = Operation.request();
        if (location == null || asked == null) {
            return;
        }
        String path = ownPath(location.toString(), asked.getRequestURL().toString());
        if (path != null) {
            response.getHeaders().putSingle(HttpHeaders.LOCATION, path);
        }
    }

    private static @Nullable String ownPath(String location, String asked) {
        try {
            URI target = URI.create(location);
            String authority = target.getRawAuthority();
            if (authority == null
                    || !authority.equalsIgnoreCase(URI.create(asked).getRawAuthority())) {
                return null;
            }
            String query = target.getRawQuery();
            return query == null ? target.getRawPath() : target.getRawPath() + "?" + query;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
