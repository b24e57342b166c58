package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.shell.Services;

/** Reports that were made. */
@Service
@Command(scope = "rostrum", name = "report-runs", description = "Lists runs of reports, newest first")
public final class ReportRunsCommand extends ListCommand<ReportRun> {
    @Option(name = "--schedule", description = "Only of this schedule")
    private @Nullable Long schedule;

    @Override
    protected CursorPage<ReportRun> page(Services services, @Nullable String cursor, int most) {
        return services.get(ReportService.class).runs(schedule, cursor, most);
    }

    @Override
    Table<ReportRun> table() {
        return new Table<ReportRun>()
                .column("Run", ReportRun::id)
                .column("Report", run -> run.request().report())
                .column("From", run -> run.request().period().from())
                .column("To", run -> run.request().period().to())
                .column("State", ReportRun::state)
                .column("Asked by", ReportRun::requestedBy)
                .column("Finished", ReportRun::finished)
                .column("Files", run -> run.outputs().stream()
                        .map(ReportRun.Output::fileName)
                        .toList())
                .column("Message", ReportRun::message);
    }
}
