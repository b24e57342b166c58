package org.rostrum.connector.mastodon;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.http.HttpBody;

/** A file and what is said of it as {@code multipart/form-data} (RFC 7578), streamed. */
final class Multipart {
    private Multipart() {}

    static HttpBody of(Media media) {
        String boundary = "rostrum-" + UUID.randomUUID();
        StringBuilder head = new StringBuilder();
        if (!media.alternative().isBlank()) {
            head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"description\"\r\n");
            head.append("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            head.append(media.alternative()).append("\r\n");
        }
        head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"");
        head.append(media.name().replaceAll("[\\p{Cntrl}\"\\\\/]", "_")).append("\"\r\n");
        head.append("Content-Type: ").append(media.mediaType()).append("\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] last = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return new HttpBody(
                "multipart/form-data; boundary=" + boundary,
                first.length + media.bytes() + last.length,
                () -> new SequenceInputStream(Collections.enumeration(List.<InputStream>of(
                        new ByteArrayInputStream(first), media.content().open(), new ByteArrayInputStream(last)))));
    }
}
