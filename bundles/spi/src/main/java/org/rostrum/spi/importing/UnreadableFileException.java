package org.rostrum.spi.importing;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read (further); the message says where, why and what to do, in words for the sender. */
public final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
