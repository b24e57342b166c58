package org.rostrum.adapter.mail;

import java.io.IOException;

/** An attachment could not be read; tells it from a connection that broke. */
final class AttachmentUnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    AttachmentUnreadableException(String name, IOException cause) {
        super("The attachment \"" + name + "\" could not be read: " + cause.getMessage(), cause);
    }
}
