package org.rostrum.spi.connector;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call that came to the address of a channel, as it came.
 *
 * @param method such as {@code POST}; networks also ask by {@code GET} whether we are there
 * @param query parameters, decoded
 * @param headers by name in lower case
 * @param body bounded by the platform; its bytes are what signatures are made of
 */
public record WebhookCall(
        String method, Map<String, List<String>> query, Map<String, List<String>> headers, Body body) {
    /** Bytes that cannot be changed. */
    public static final class Body {
        private final byte[] bytes;

        public Body(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    public WebhookCall {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lower);
        query = Map.copyOf(query);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
