package org.rostrum.reporting;

import java.time.Instant;
import java.util.Optional;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.reporting.ReportRun.State;
import org.rostrum.reporting.run.RunStore;

/** Says when a report was made last; warns when the newest one that ended could not be made, or no pack is installed. */
@Component(property = {"hc.name=reporting", "hc.tags=capability"})
public final class ReportingHealth implements HealthCheck {
    private final Database database;
    private final ReportPacks packs;
    private final RunStore runs = new RunStore();

    /** @param tables must be there before anything is read */
    @Activate
    public ReportingHealth(@Reference Database database, @Reference ReportTables tables, @Reference ReportPacks packs) {
        this.database = database;
        this.packs = packs;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        Optional<Instant> made = database.read(connection -> runs.lastEnd(connection, State.COMPLETED));
        Optional<Instant> failed = database.read(connection -> runs.lastEnd(connection, State.FAILED));
        int waiting = database.read(connection -> runs.unfinished(connection)).size();
        log.info(
                "last report made: {}, waiting or running: {}, packs installed: {}",
                made.map(Instant::toString).orElse("never"),
                waiting,
                packs.all().size());
        if (packs.all().isEmpty()) {
            log.warn("no report pack is installed");
        }
        if (failed.isPresent() && made.map(failed.get()::isAfter).orElse(true)) {
            log.warn("the last report that ended could not be made, at {}", failed.get());
        }
        return new Result(log);
    }
}
