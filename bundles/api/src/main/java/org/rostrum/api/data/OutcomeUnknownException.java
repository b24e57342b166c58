package org.rostrum.api.data;

import org.jspecify.annotations.Nullable;

/**
 * The transaction was to be committed and the answer of the database never came, so that nobody knows whether it was done.
 * Repeat only what may be done twice, or what notices that it was done: by a unique key, a version, or a look.
 */
public final class OutcomeUnknownException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
