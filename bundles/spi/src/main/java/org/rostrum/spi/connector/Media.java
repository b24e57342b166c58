package org.rostrum.spi.connector;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A picture, film or document of a post.
 *
 * @param name file name
 * @param mediaType such as {@code image/png}
 * @param bytes how many there are
 * @param alternative what it shows, for those who cannot see it; empty when nobody has said
 * @param content where the bytes come from
 */
public record Media(String name, String mediaType, long bytes, String alternative, Content content) {
    /** Opens the content; may be asked again, and the caller closes it. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public Media {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(alternative, "alternative");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: none can be missing");
        }
    }
}
