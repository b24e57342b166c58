package org.rostrum.connector.feed.web;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param address where it came from, after all redirects
 * @param changed false when the server said that nothing has changed; then there is no body
 * @param body decompressed
 * @param contentType as the server gave it
 * @param maxAge for how long the server says that it stays so; zero when it does not say
 */
public record Answer(
        URI address,
        boolean changed,
        Body body,
        @Nullable String contentType,
        @Nullable String etag,
        @Nullable String lastModified,
        Duration maxAge) {

    /** The bytes of a document. */
    public static final class Body {
        private final byte[] bytes;

        public Body(byte[] bytes) {
            this.bytes = bytes;
        }

        public java.io.InputStream open() {
            return new java.io.ByteArrayInputStream(bytes);
        }

        public int length() {
            return bytes.length;
        }
    }
}
