package org.rostrum.database;

import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** No connection is to be had; the message says why in words that everybody may read. */
final class NoConnectionException extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1L;

    NoConnectionException(String message, @Nullable Throwable cause) {
        super(message, "08001", cause);
    }
}
