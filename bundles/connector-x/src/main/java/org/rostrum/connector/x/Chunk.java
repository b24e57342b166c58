package org.rostrum.connector.x;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.http.HttpBody;

/** A part of a file as {@code multipart/form-data} (RFC 7578), streamed. */
final class Chunk {
    static final long BYTES = 2L * 1024 * 1024;

    private Chunk() {}

    static int count(Media media) {
        return (int) ((media.bytes() + BYTES - 1) / BYTES);
    }

    static HttpBody of(Media media, int index) {
        long start = index * BYTES;
        long length = Math.min(BYTES, media.bytes() - start);
        String boundary = "rostrum-" + UUID.randomUUID();
        byte[] first = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n" + index
                        + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"media\"; filename=\"media\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] last = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return new HttpBody(
                "multipart/form-data; boundary=" + boundary,
                first.length + length + last.length,
                () -> new SequenceInputStream(Collections.enumeration(List.of(
                        new ByteArrayInputStream(first), part(media, start, length), new ByteArrayInputStream(last)))));
    }

    private static InputStream part(Media media, long start, long length) throws IOException {
        InputStream content = media.content().open();
        try {
            content.skipNBytes(start);
        } catch (IOException failed) {
            content.close();
            throw failed;
        }
        return new Bounded(content, length);
    }

    /** Ends after so many bytes. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int one = left <= 0 ? -1 : super.read();
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                return length == 0 ? 0 : -1;
            }
            int count = super.read(into, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }
    }
}
