package org.rostrum.web.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a document; what is the server's own fault is logged here, under an id, and only here. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int DEPTH = 20;

    private Failures() {}

    /**
     * Tells a failure.
     *
     * @param where the request in words for the log, such as {@code GET /api/v1/leads}
     */
    public static ProblemDocument tell(Throwable thrown, String where) {
        Problem problem = problemIn(thrown);
        if (problem != null) {
            return ProblemDocument.of(problem);
        }
        int status = isPassing(thrown) ? 503 : 500;
        UUID errorId = UUID.randomUUID();
        if (isCallerGone(thrown)) {
            LOG.debug("{}: the caller hung up", where, thrown);
        } else {
            LOG.error("{} failed; error id {}", where, errorId, thrown);
        }
        return ProblemDocument.failure(status, errorId);
    }

    /** The problem itself, or the one that was wrapped on its way through an executor. */
    private static @Nullable Problem problemIn(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            if (at instanceof Problem problem) {
                return problem;
            }
            if (!(at instanceof CompletionException || at instanceof ExecutionException)) {
                return null;
            }
            at = at.getCause();
        }
        return null;
    }

    /** Whether the database cannot be reached or gave up on this attempt, so that a later one can succeed. */
    private static boolean isPassing(Throwable thrown) {
        boolean database = false;
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = at.getCause()) {
            database |= at instanceof DatabaseException;
            if (at instanceof SQLException sql && (database || thrown instanceof SQLException)) {
                String state = sql.getSQLState() == null ? "" : sql.getSQLState();
                // 08 connection, 40 rolled back, 53 out of resources, 57 operator intervention
                if (sql instanceof SQLTransientException
                        || sql instanceof SQLNonTransientConnectionException
                        || state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the connection broke while the body was read or the answer was written. */
    public static boolean isCallerGone(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = at.getCause()) {
            if (at instanceof IOException
                    && (at.getClass().getSimpleName().equals("EofException")
                            || "Broken pipe".equals(at.getMessage())
                            || "Connection reset by peer".equals(at.getMessage()))) {
                return true;
            }
        }
        return false;
    }
}
