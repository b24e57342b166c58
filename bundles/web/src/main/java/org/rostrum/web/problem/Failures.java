package org.rostrum.web.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.data.OutcomeUnknownException;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a document; what is the server's own fault is logged here, under an id, and only here. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int DEPTH = 20;
    private static final int DISK_RETRY_SECONDS = 30;
    private static final Seldom WARNINGS = new Seldom(Duration.ofSeconds(30), System::nanoTime);

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
        if (isOutcomeUnknown(thrown)) {
            UUID errorId = UUID.randomUUID();
            LOG.error("{}: it is not known whether it was done; error id {}", where, errorId, thrown);
            return ProblemDocument.outcomeUnknown(errorId);
        }
        Problem unavailable = unavailable(thrown);
        if (unavailable != null) {
            warn(where, unavailable.detail(), thrown);
            return ProblemDocument.of(unavailable);
        }
        if (isBrokenBody(thrown)) {
            LOG.debug("{}: the body broke off", where, thrown);
            return ProblemDocument.of(
                    400,
                    "The request broke off before its body ended, or its body is not framed as HTTP/1.1 demands.",
                    "Send the whole body, with its length or in well-formed chunks.");
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

    /** Whether the database was told to commit and the answer got lost, so that it may be done or not. */
    public static boolean isOutcomeUnknown(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = at.getCause()) {
            if (at instanceof OutcomeUnknownException) {
                return true;
            }
        }
        return false;
    }

    /** An outage meets every request: of each cause the first is logged, and then one in a while for all. */
    /** Has each warning given again when it comes next. */
    static void forgetWarnings() {
        WARNINGS.forget();
    }

    private static void warn(String where, String detail, Throwable thrown) {
        OptionalLong passedOver = WARNINGS.admit(detail);
        if (passedOver.isPresent()) {
            Throwable root = thrown;
            for (int depth = 0; root.getCause() != null && depth < DEPTH; depth++) {
                root = root.getCause();
            }
            LOG.warn(
                    "{}: {} The cause: {} ({} more requests failed so since the last line like this)",
                    where,
                    detail,
                    root.toString(),
                    passedOver.getAsLong());
        }
        LOG.debug("{}: {}", where, detail, thrown);
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

    /** What everybody may know: the database is down, or the disk is full. */
    private static @Nullable Problem unavailable(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = at.getCause()) {
            if (at instanceof DatabaseUnavailableException down) {
                return unavailable(String.valueOf(down.getMessage()), DatabaseUnavailableException.RETRY_AFTER_SECONDS);
            }
            if (at instanceof IOException && isFullDisk(at.getMessage())) {
                return unavailable("The server's disk is full.", DISK_RETRY_SECONDS);
            }
        }
        return null;
    }

    private static Problem unavailable(String detail, int seconds) {
        return Problem.of(Problem.Kind.UNAVAILABLE, detail)
                .withRemedy("Nothing was done: try again later, and tell the operator if it lasts.")
                .withRetryAfter(seconds);
    }

    private static boolean isFullDisk(@Nullable String message) {
        return message != null
                && (message.contains("No space left on device") || message.contains("Disk quota exceeded"));
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

    /** Whether the container met the end of the connection, or nonsense, where more of the body should have come. */
    private static boolean isBrokenBody(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = at.getCause()) {
            if (at instanceof IOException && at.getClass().getSimpleName().endsWith("EofException")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the connection broke while the body was read or the answer was written. */
    public static boolean isCallerGone(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = at.getCause()) {
            if (at instanceof IOException
                    && (at.getClass().getSimpleName().endsWith("EofException")
                            || "Broken pipe".equals(at.getMessage())
                            || "Connection reset by peer".equals(at.getMessage()))) {
                return true;
            }
        }
        return false;
    }
}
