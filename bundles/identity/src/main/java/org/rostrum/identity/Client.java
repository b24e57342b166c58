package org.rostrum.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param address of the connection, or of whom a trusted proxy speaks for
 * @param secure whether the client speaks TLS
 * @param authority host and port as the client named them; null when it did not
 */
record Client(String address, boolean secure, @Nullable String authority) {
    /** @param trusted addresses of proxies, in {@link Addresses#normal} spelling */
    static Client of(HttpServletRequest request, Set<String> trusted) {
        String remote = Objects.requireNonNullElse(request.getRemoteAddr(), "");
        String direct = Objects.requireNonNullElse(Addresses.normal(remote), remote);
        if (!trusted.contains(direct)) {
            return new Client(direct, request.isSecure(), request.getHeader("Host"));
        }
        String scheme = last(request, "X-Forwarded-Proto");
        String host = last(request, "X-Forwarded-Host");
        return new Client(
                forwardedFor(request, trusted, direct),
                scheme == null
                        ? request.isSecure()
                        : scheme.toLowerCase(Locale.ROOT).equals("https"),
                host == null ? request.getHeader("Host") : host);
    }

    /** Scheme, host and port as the client named them; null when it did not. */
    @Nullable
    String origin() {
        return authority == null ? null : (secure ? "https://" : "http://") + authority;
    }

    /** The last address in the chain that none of our proxies has: what stands before it anybody can have written. */
    private static String forwardedFor(HttpServletRequest request, Set<String> trusted, String direct) {
        List<String> chain = values(request, "X-Forwarded-For");
        String nearest = direct;
        for (int i = chain.size() - 1; i >= 0; i--) {
            String address = Addresses.normal(chain.get(i));
            if (address == null) {
                return nearest;
            }
            nearest = address;
            if (!trusted.contains(address)) {
                return nearest;
            }
        }
        return nearest;
    }

    private static @Nullable String last(HttpServletRequest request, String header) {
        List<String> values = values(request, header);
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    private static List<String> values(HttpServletRequest request, String header) {
        String joined = String.join(",", Collections.list(request.getHeaders(header)));
        return joined.isBlank() ? List.of() : List.of(joined.strip().split("\\s*,\\s*"));
    }
}
