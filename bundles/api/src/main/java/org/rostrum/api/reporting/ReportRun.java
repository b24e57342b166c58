package org.rostrum.api.reporting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One making of a report.
 *
 * @param scheduleId the schedule it belongs to; null when a person asked for it
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
        @Nullable String message) {
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

    public ReportRun {
        outputs = List.copyOf(outputs);
    }
}
