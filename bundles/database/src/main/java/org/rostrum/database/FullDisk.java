package org.rostrum.database;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells the failures that a full disk, or a used up quota, is behind. */
final class FullDisk {
    private static final int DEPTH = 30;
    /** PostgreSQL's disk_full. */
    private static final String STATE = "53100";

    private FullDisk() {}

    static boolean isIn(@Nullable Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = at.getCause()) {
            if (at instanceof SQLException failure && STATE.equals(failure.getSQLState())) {
                return true;
            }
            String message = at.getMessage();
            if (at instanceof IOException
                    && message != null
                    && (message.contains("No space left on device") || message.contains("Disk quota exceeded"))) {
                return true;
            }
        }
        return false;
    }
}
