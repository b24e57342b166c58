package org.rostrum.archive.verify;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.store.HeadRow;
import org.rostrum.archive.verify.VerificationRun.State;

/** Verifications in the background: one at a time, whichever node asks or runs it. */
@Component(service = Verifications.class)
public final class Verifications {
    private static final String VERIFY = "archive:verify";

    private final Database database;
    private final Access access;
    private final AuditLog auditLog;
    private final TimedWork timedWork;
    private final Clock clock;

    @Activate
    public Verifications(
            @Reference ArchiveTables tables,
            @Reference Access access,
            @Reference AuditLog auditLog,
            @Reference TimedWork timedWork,
            @Reference Clock clock) {
        this.database = tables.database();
        this.access = access;
        this.auditLog = auditLog;
        this.timedWork = timedWork;
        this.clock = clock;
    }

    /**
     * Has the archive verified as soon as a thread is free.
     *
     * @throws Problem CONFLICT when one waits or runs already
     */
    public VerificationRun start() {
        access.require(VERIFY);
        return database.transaction(connection -> {
            // whoever holds the head is alone, so two cannot start at once
            HeadRow.lockIfThere(connection);
            Optional<VerificationRun> unfinished = VerificationStore.unfinished(connection);
            if (unfinished.isPresent()) {
                long id = unfinished.get().id();
                throw Problem.of(Problem.Kind.CONFLICT, "Verification " + id + " has not ended yet.")
                        .withRemedy("Wait for it, or cancel it first.");
            }
            Instant now = clock.instant();
            VerificationRun run =
                    VerificationStore.create(connection, access.caller().name(), now);
            timedWork.schedule(VerificationTask.NAME, Long.toString(run.id()), now, "");
            auditLog.record("archive-verification.create", subject(run.id()), null, null, null);
            return run;
        });
    }

    /** Stops one that waits or runs; quiet when it has ended. */
    public VerificationRun cancel(long id) {
        access.require(VERIFY);
        return database.transaction(connection -> {
            VerificationRun run = required(VerificationStore.find(connection, id), id);
            if (run.ended()) {
                return run;
            }
            VerificationStore.askToCancel(connection, id);
            if (run.state() == State.WAITING) {
                VerificationStore.end(connection, id, State.CANCELLED, null, clock.instant());
                timedWork.cancel(VerificationTask.NAME, Long.toString(id));
            }
            auditLog.record("archive-verification.cancel", subject(id), null, null, null);
            return required(VerificationStore.find(connection, id), id);
        });
    }

    public VerificationRun find(long id) {
        access.require(VERIFY);
        return required(database.read(connection -> VerificationStore.find(connection, id)), id);
    }

    /** Newest first. */
    public CursorPage<VerificationRun> list(@Nullable String cursor, int limit) {
        access.require(VERIFY);
        Long before = Inputs.numericCursor(cursor);
        int most = Inputs.limit(limit);
        List<VerificationRun> found = database.read(
                connection -> VerificationStore.list(connection, before == null ? Long.MAX_VALUE : before, most + 1));
        return CursorPage.of(found, most, VerificationRun::id);
    }

    private static VerificationRun required(Optional<VerificationRun> run, long id) {
        return run.orElseThrow(() -> Problem.notFound("verification", id));
    }

    private static String subject(long id) {
        return "archive-verification/" + id;
    }
}
