package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.shell.Services;

/** When reports are made and mailed. */
@Service
@Command(scope = "rostrum", name = "schedules", description = "Lists the schedules of reports with their next runs")
public final class SchedulesCommand extends ListCommand<ReportSchedule> {
    @Override
    protected CursorPage<ReportSchedule> page(Services services, @Nullable String cursor, int most) {
        return services.get(ReportService.class).schedules(cursor, most);
    }

    @Override
    Table<ReportSchedule> table() {
        return new Table<ReportSchedule>()
                .column("Schedule", ReportSchedule::id)
                .column("Name", schedule -> schedule.draft().name())
                .column("Report", schedule -> schedule.draft().report())
                .column("Recurs", schedule -> schedule.draft().recurrence().frequency())
                .column("Enabled", schedule -> schedule.draft().enabled())
                .column("Recipients", schedule -> schedule.draft().recipients())
                .column(
                        "Next run",
                        schedule -> schedule.nextRuns().stream().findFirst().orElse(null))
                .column("Last run", ReportSchedule::lastRunId);
    }
}
