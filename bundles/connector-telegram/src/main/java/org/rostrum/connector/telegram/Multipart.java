package org.rostrum.connector.telegram;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.http.HttpBody;

/** Parameters and files as {@code multipart/form-data} (RFC 7578), streamed. */
final class Multipart {
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\p{Cntrl}\"\\\\/]");

    private final String boundary = "rostrum-" + UUID.randomUUID();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, Media> files = new LinkedHashMap<>();

    Multipart field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Multipart file(String name, Media media) {
        files.put(name, media);
        return this;
    }

    HttpBody body() {
        StringBuilder first = new StringBuilder();
        fields.forEach((name, value) -> first.append(part(name))
                .append("\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
                .append(value)
                .append("\r\n"));
        List<HttpBody.Content> contents = new ArrayList<>();
        long length = add(contents, first.toString());
        for (Map.Entry<String, Media> file : files.entrySet()) {
            Media media = file.getValue();
            length += add(
                    contents,
                    part(file.getKey()) + "; filename=\""
                            + NOT_IN_NAMES.matcher(media.name()).replaceAll("_") + "\"\r\nContent-Type: "
                            + MediaKind.plain(media.mediaType()) + "\r\n\r\n");
            contents.add(() -> media.content().open());
            length += media.bytes() + add(contents, "\r\n");
        }
        length += add(contents, "--" + boundary + "--\r\n");
        return new HttpBody("multipart/form-data; boundary=" + boundary, length, () -> open(contents));
    }

    private String part(String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }

    private static long add(List<HttpBody.Content> contents, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        contents.add(() -> new ByteArrayInputStream(bytes));
        return bytes.length;
    }

    /** One that cannot be opened must be known before anything is sent. */
    private static InputStream open(List<HttpBody.Content> contents) throws IOException {
        List<InputStream> opened = new ArrayList<>();
        try {
            for (HttpBody.Content content : contents) {
                opened.add(content.open());
            }
            return new SequenceInputStream(Collections.enumeration(opened));
        } catch (IOException | RuntimeException unreadable) {
            for (InputStream stream : opened) {
                stream.close();
            }
            throw unreadable;
        }
    }
}
