package org.rostrum.api.reporting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Requester;

/**
 * One making of a report.
 *
 * @param scheduleId the schedule it belongs to; null when a person asked for it
 * @param requestedBy user name, or the part of the server that keeps schedules
 * @param requesterAccountId the account of whoever asked; another one than that of the request when they acted for it; null for
 *     the organisation as a whole
 * @param outputs what was made; empty until COMPLETED
 * @param message how far it is, why a try failed, or that it was made late, in words; null when there is nothing to say
 */
public record ReportRun(
        long id,
        ReportRequest request,
        @Nullable Long scheduleId,
        String requestedBy,
        State state,
        Instant created,
        @Nullable Instant finished,
        List<Output> outputs,
        @Nullable String message,
        @Nullable String requesterAccountId) {
    /** Life of a run. */
    public enum State {
        WAITING,
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /**
     * @param fileName with extension, safe for any file system
     * @param pages of the PDF; 0 for formats without pages
     */
    public record Output(ReportFormat format, String fileName, long bytes, int pages, String sha256) {}

    /** One that somebody of the organisation as a whole has asked for. */
    public ReportRun(
            long id,
            ReportRequest request,
            @Nullable Long scheduleId,
            String requestedBy,
            State state,
            Instant created,
            @Nullable Instant finished,
            List<Output> outputs,
            @Nullable String message) {
        this(id, request, scheduleId, requestedBy, state, created, finished, outputs, message, null);
    }

    public Requester requester() {
        return new Requester(requestedBy, requesterAccountId);
    }

    public ReportRun {
        outputs = List.copyOf(outputs);
    }
}
