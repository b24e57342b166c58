package org.rostrum.spi.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What is sent.
 *
 * @param mediaType with its parameters
 * @param bytes how many; -1 when that is not known before
 * @param content where they come from
 */
public record HttpBody(String mediaType, long bytes, Content content) {
    /** Opens the content; the client closes it. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public static HttpBody of(String mediaType, byte[] bytes) {
        byte[] own = bytes.clone();
        return new HttpBody(mediaType, own.length, () -> new ByteArrayInputStream(own));
    }

    public static HttpBody json(String json) {
        return of("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code application/x-www-form-urlencoded}. */
    public static HttpBody form(Map<String, String> fields) {
        StringJoiner joined = new StringJoiner("&");
        fields.forEach((name, value) -> joined.add(HttpCall.encode(name) + "=" + HttpCall.encode(value)));
        return of("application/x-www-form-urlencoded", joined.toString().getBytes(StandardCharsets.UTF_8));
    }
}
