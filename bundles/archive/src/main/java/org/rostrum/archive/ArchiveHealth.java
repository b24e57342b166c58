package org.rostrum.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.archive.store.Head;
import org.rostrum.archive.store.HeadRow;
import org.rostrum.archive.verify.VerificationHistory;
import org.rostrum.archive.verify.VerificationRun;

/** Says where the archive ends, when something was archived last, and how the last verification went. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=archive", "hc.tags=ready"})
public final class ArchiveHealth implements HealthCheck {
    private final Database database;
    private final VerificationHistory history;
    private final Metrics.Gauge head;

    @Activate
    public ArchiveHealth(@Reference ArchiveTables tables, @Reference Metrics metrics) {
        this.database = tables.database();
        this.history = new VerificationHistory(database);
        metrics.describe("rostrum.archive.sequence", "Sequence of the activity archived last");
        this.head = metrics.gauge(
                "rostrum.archive.sequence", () -> database.read(HeadRow::read).lastSequence());
    }

    @Deactivate
    void close() {
        head.close();
    }

    @Override
    public Result execute() {
        try {
            Head end = database.read(HeadRow::read);
            Instant last = end.lastArchived();
            String where = last == null
                    ? "Nothing is archived yet"
                    : "Activity " + end.lastSequence() + " was archived last, at "
                            + last.truncatedTo(ChronoUnit.SECONDS);
            Optional<VerificationRun> verified = history.lastCompleted();
            return verified.map(run -> result(where, run))
                    .orElseGet(() -> new Result(Result.Status.OK, where + "; it was never verified"));
        } catch (RuntimeException failure) {
            return new Result(Result.Status.CRITICAL, "The archive cannot be read: " + failure.getMessage());
        }
    }

    /** An archive that somebody tampered with still serves: a warning keeps the server ready and is seen all the same. */
    private static Result result(String where, VerificationRun run) {
        boolean intact = run.result() != null && run.result().intact();
        return new Result(
                intact ? Result.Status.OK : Result.Status.WARN,
                where + "; verification " + run.id() + " of "
                        + run.created().truncatedTo(ChronoUnit.SECONDS)
                        + (intact ? " found it intact" : " FOUND THINGS THAT DO NOT FIT, see its result"));
    }
}
