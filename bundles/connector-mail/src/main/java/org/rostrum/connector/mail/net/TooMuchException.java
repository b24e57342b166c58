package org.rostrum.connector.mail.net;

import java.io.IOException;

/** A server says more than it can have to say. */
public final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    public TooMuchException() {
        super("The server says more than is read of it.");
    }
}
