package org.rostrum.connector.meta;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.http.HttpBody;

/** Fields and a file as {@code multipart/form-data} (RFC 7578), streamed. */
final class Multipart {
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\p{Cntrl}\"\\\\/]");

    private Multipart() {}

    static HttpBody of(Map<String, String> fields, String name, Media media) {
        String boundary = "rostrum-" + UUID.randomUUID();
        StringBuilder head = new StringBuilder();
        fields.forEach((field, value) -> head.append(part(boundary, field))
                .append("\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
                .append(value)
                .append("\r\n"));
        head.append(part(boundary, name))
                .append("; filename=\"")
                .append(NOT_IN_NAMES.matcher(media.name()).replaceAll("_"))
                .append("\"\r\nContent-Type: ")
                .append(MediaKinds.plain(media))
                .append("\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] last = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return new HttpBody(
                "multipart/form-data; boundary=" + boundary,
                first.length + media.bytes() + last.length,
                () -> new SequenceInputStream(Collections.enumeration(List.<InputStream>of(
                        new ByteArrayInputStream(first), media.content().open(), new ByteArrayInputStream(last)))));
    }

    private static String part(String boundary, String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }
}
