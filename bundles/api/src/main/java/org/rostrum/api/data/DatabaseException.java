package org.rostrum.api.data;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database refused or failed; the cause tells why. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the cause is a violated unique key (SQLSTATE 23505), on any engine. */
    public boolean isDuplicateKey() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
