package org.rostrum.reporting.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.security.Requester;
import org.rostrum.reporting.ReportJson;

/** Writes down a run that is wanted and has it made, in the transaction of the caller. */
public final class RunStarter {
    private final TimedWork work;
    private final AuditLog audit;
    private final Clock clock;
    private final RunStore runs = new RunStore();

    public RunStarter(TimedWork work, AuditLog audit, Clock clock) {
        this.work = work;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param occurrence for a run of a schedule: when it was due
     * @param message what is worth knowing about it from the start; null when nothing is
     * @return id of the run
     */
    public long start(
            Connection connection,
            ReportRequest request,
            @Nullable Long scheduleId,
            @Nullable Instant occurrence,
            Requester requester,
            @Nullable String message)
            throws SQLException {
        long id = runs.insert(connection, request, scheduleId, occurrence, requester, message, clock.instant());
        audit.record(
                "report-run.create", "report-run/" + id, request.accountId(), null, ReportJson.of(request, scheduleId));
        work.schedule(RunTask.NAME, Long.toString(id), clock.instant(), "");
        return id;
    }
}
