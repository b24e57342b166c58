package org.rostrum.api.data;

import org.jspecify.annotations.Nullable;

/**
 * The database gives no connection at the moment, so nothing was done. The message is for whoever asked: it names the cause
 * in words, without addresses or paths. The server goes on trying; what failed may be asked again.
 */
public final class DatabaseUnavailableException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** How long a caller should wait before asking again. */
    public static final int RETRY_AFTER_SECONDS = 5;

    public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
