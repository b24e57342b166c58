package org.rostrum.web.gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Arrays;

/** Answers 304 without a body when the caller already has what the {@code ETag} of the answer names. */
public final class ConditionalGet implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object tag = response.getHeaders().getFirst("ETag");
        String seen = request.getHeaderString("If-None-Match");
        if (tag == null || seen == null || response.getStatus() != 200) {
            return;
        }
        boolean reading =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (reading && (seen.strip().equals("*") || contains(seen, strong(tag.toString())))) {
            response.setStatus(304);
            response.setEntity(null);
            response.getHeaders().remove("Content-Type");
        }
    }

    private static boolean contains(String seen, String tag) {
        return Arrays.stream(seen.split(",", 100))
                .map(one -> strong(one.strip()))
                .anyMatch(tag::equals);
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
