package org.rostrum.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells requests of our own pages from those that another site had the browser make. */
final class OwnPages {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Set<String> origins;

    /** @param origins further origins of our own, as browsers write them */
    OwnPages(Set<String> origins) {
        this.origins = origins;
    }

    static boolean changes(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod());
    }

    /** Whether what the browser says of the page behind the request, if it says anything, speaks for one of ours. */
    boolean sent(HttpServletRequest request, Client client) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return origins.contains(origin.toLowerCase(Locale.ROOT)) || same(origin, client);
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    private static boolean same(String origin, Client client) {
        String authority = client.authority();
        if (authority == null) {
            return false;
        }
        try {
            URI page = new URI(origin);
            String scheme = page.getScheme();
            if (scheme == null || page.getHost() == null) {
                return false;
            }
            URI server = new URI(scheme + "://" + authority);
            return page.getHost().equalsIgnoreCase(server.getHost()) && port(page) == port(server);
        } catch (URISyntaxException foreign) {
            return false;
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** Whether the page knew the secret that only our own pages can know. */
    static boolean proven(@Nullable String header, String sessionSecret) {
        return header != null && Secrets.same(header, Secrets.csrf(sessionSecret));
    }
}
