package org.rostrum.shell.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.shell.Services;

/** Installed report packs. */
@Service
@Command(scope = "rostrum", name = "reports", description = "Lists the reports that can be made")
public final class ReportsCommand extends RostrumCommand {
    @Override
    protected void work(Services services) {
        List<ReportDescription> reports = services.get(ReportService.class).reports(Locale.ENGLISH);
        print(Map.of("items", reports), () -> new Table<ReportDescription>()
                .column("Report", ReportDescription::name)
                .column("Title", ReportDescription::title)
                .column("Languages", ReportDescription::locales)
                .print(out(), reports));
    }
}
