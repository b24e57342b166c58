package org.rostrum.spi.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call to be made.
 *
 * @param method in capitals
 * @param headers secrets in them are never logged, nor told in failures. ASCII; {@code Content-Type} is that of the body, and
 *     what concerns the connection is the client's: a call that sets such headers is REJECTED
 * @param body null for none
 * @param safe whether it changes nothing at the other side: then a missing answer leaves no doubt behind
 */
public record HttpCall(String method, URI address, Map<String, String> headers, @Nullable HttpBody body, boolean safe) {
    public HttpCall {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        kept.putAll(headers);
        headers = java.util.Collections.unmodifiableMap(kept);
        method = method.toUpperCase(Locale.ROOT);
    }

    public static HttpCall get(URI address) {
        return new HttpCall("GET", address, Map.of(), null, true);
    }

    public static HttpCall post(URI address, HttpBody body) {
        return new HttpCall("POST", address, Map.of(), body, false);
    }

    public static HttpCall put(URI address, HttpBody body) {
        return new HttpCall("PUT", address, Map.of(), body, false);
    }

    public static HttpCall delete(URI address) {
        return new HttpCall("DELETE", address, Map.of(), null, false);
    }

    /** The same with a header. */
    public HttpCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(header::equalsIgnoreCase);
        more.put(header, value);
        return new HttpCall(method, address, more, body, safe);
    }

    /** The same with {@code Authorization: Bearer}. */
    public HttpCall bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same as one that changes nothing, though it is no GET, such as a sign-in or a search by POST. */
    public HttpCall asSafe() {
        return new HttpCall(method, address, headers, body, true);
    }

    /** An address with parameters, percent-encoded; those without a value are left out. */
    public static URI address(String base, Map<String, ? extends @Nullable Object> parameters) {
        StringJoiner query = new StringJoiner("&");
        query.setEmptyValue("");
        parameters.forEach((name, value) -> {
            if (value != null) {
                query.add(encode(name) + "=" + encode(String.valueOf(value)));
            }
        });
        String joined = query.toString();
        return URI.create(joined.isEmpty() ? base : base + (base.contains("?") ? "&" : "?") + joined);
    }

    /** A text as part of a path or query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without path, parameters and headers, which may hold secrets: some networks want them in the path. */
    @Override
    public String toString() {
        return method + " " + address.getScheme() + "://" + address.getAuthority();
    }
}
