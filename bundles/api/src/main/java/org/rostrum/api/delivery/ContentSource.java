package org.rostrum.api.delivery;

import java.io.IOException;
import java.io.InputStream;

/** Opens what a delivery refers to; registered as a service by the capability that owns the content. */
public interface ContentSource {
    /** The part of the reference before the colon, such as {@code report-output}. */
    String scheme();

    /**
     * @param rest the part of the reference behind the colon
     * @throws java.io.FileNotFoundException when it no longer exists
     */
    InputStream open(String rest) throws IOException;
}
