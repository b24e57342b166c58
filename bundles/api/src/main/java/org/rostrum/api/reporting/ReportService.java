package org.rostrum.api.reporting;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** Makes reports, now or by schedule, and keeps the ledger of who got them. */
public interface ReportService {
    /** The installed report packs, ordered by name. */
    @RequiresPermission("reports:read")
    List<ReportDescription> reports(Locale locale);

    /** Starts a run in the background. */
    @RequiresPermission("reports:run")
    ReportRun run(ReportRequest request);

    /** Cancels a run; one that somebody else, or a schedule, has started takes the permission {@code reports:cancel}, too. */
    @RequiresPermission("reports:run")
    ReportRun cancel(long runId);

    @RequiresPermission("reports:read")
    Optional<ReportRun> findRun(long id);

    /** Newest first. */
    @RequiresPermission("reports:read")
    CursorPage<ReportRun> runs(@Nullable Long scheduleId, @Nullable String cursor, int limit);

    /** @throws org.rostrum.api.problem.Problem NOT_FOUND when the run has no such output */
    @RequiresPermission("reports:read")
    InputStream open(long runId, ReportFormat format);

    @RequiresPermission("report-schedules:write")
    ReportSchedule createSchedule(ScheduleDraft draft);

    @RequiresPermission("report-schedules:write")
    ReportSchedule updateSchedule(long id, ScheduleDraft draft, long expectedVersion);

    @RequiresPermission("report-schedules:write")
    void removeSchedule(long id, long expectedVersion);

    @RequiresPermission("report-schedules:read")
    Optional<ReportSchedule> findSchedule(long id);

    /** Ordered by id. */
    @RequiresPermission("report-schedules:read")
    CursorPage<ReportSchedule> schedules(@Nullable String cursor, int limit);

    /** The ledger, newest first. */
    @RequiresPermission("reports:read")
    CursorPage<ReportDelivery> ledger(@Nullable Long runId, @Nullable String cursor, int limit);

    /** Mails a completed run once more, to the recipients given. */
    @RequiresPermission("reports:mail")
    List<ReportDelivery> resend(long runId, List<String> recipients);
}
