package org.rostrum.reporting.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveSpan;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.reporting.Recurrence.Frequency;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Requester;
import org.rostrum.reporting.ReportTables;
import org.rostrum.reporting.run.RunStarter;
import org.rostrum.reporting.run.RunStore;

/**
 * Starts the runs of a schedule. When occurrences were missed because no node was up, the latest one is made up for, once,
 * and its run says so; the others are left out. There is one run for each occurrence, however often this is called.
 */
@Component(service = TimedTask.class)
public final class ScheduleTask implements TimedTask {
    /** Name of the task; the key is the id of the schedule. */
    static final String NAME = "report-schedule";

    /** Later than this, and a run says that it was made late. */
    private static final long LATE_MINUTES = 15;

    private final Database database;
    private final Archive archive;
    private final AccountService accounts;
    private final Access access;
    private final Clock clock;
    private final RunStarter starter;
    private final ScheduleStore schedules = new ScheduleStore();
    private final RunStore runs = new RunStore();

    /** @param tables must be there before anything runs */
    @Activate
    public ScheduleTask(
            @Reference Database database,
            @Reference ReportTables tables,
            @Reference Archive archive,
            @Reference AccountService accounts,
            @Reference AuditLog audit,
            @Reference TimedWork work,
            @Reference Access access,
            @Reference Clock clock) {
        this.database = database;
        this.archive = archive;
        this.accounts = accounts;
        this.access = access;
        this.clock = clock;
        this.starter = new RunStarter(work, audit, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Instant run(Execution execution) {
        long id = Long.parseLong(execution.key());
        return database.transaction(connection -> {
                    ScheduleStore.Stored schedule =
                            schedules.find(connection, id).orElse(null);
                    if (schedule == null || !schedule.draft().enabled() || schedule.nextDue() == null) {
                        return Optional.<Instant>empty();
                    }
                    Instant now = clock.instant();
                    if (schedule.nextDue().isAfter(now)) {
                        return Optional.of(schedule.nextDue());
                    }
                    Due due = Due.latest(schedule, now);
                    long run =
                            runs.ofOccurrence(connection, id, due.occurrence()).orElseGet(() -> -1L);
                    if (run < 0) {
                        run = starter.start(
                                connection,
                                request(schedule, due),
                                id,
                                due.occurrence(),
                                new Requester(NAME, null),
                                due.remark(now, schedule));
                    }
                    schedules.ran(connection, schedule, run, due.next());
                    return Optional.ofNullable(due.next());
                })
                .orElse(null);
    }

    private ReportRequest request(ScheduleStore.Stored schedule, Due due) {
        var draft = schedule.draft();
        return new ReportRequest(
                draft.report(),
                draft.accountId(),
                SchedulePeriods.of(draft, due.occurrence(), span(draft.accountId())),
                draft.locale(),
                draft.formats());
    }

    private @Nullable ArchiveSpan span(@Nullable String accountId) {
        return access.asSystem(NAME, () -> {
            if (accountId != null) {
                return archive.span(accounts.subtree(accountId)).orElse(null);
            }
            ArchiveTotals totals = archive.totals();
            Instant first = totals.first();
            Instant last = totals.last();
            return first == null || last == null ? null : new ArchiveSpan(first, last);
        });
    }

    /**
     * The occurrence to make up for.
     *
     * @param missed how many earlier ones are left out
     * @param next the first one in the future; null when there is none
     */
    record Due(Instant occurrence, int missed, @Nullable Instant next) {
        static Due latest(ScheduleStore.Stored schedule, Instant now) {
            Instant occurrence = java.util.Objects.requireNonNull(schedule.nextDue());
            Occurrences occurrences = new Occurrences(schedule.draft().recurrence());
            int missed = 0;
            ZonedDateTime next = occurrences.next(occurrence);
            while (next != null && !next.toInstant().isAfter(now)) {
                occurrence = next.toInstant();
                missed++;
                next = occurrences.next(occurrence);
            }
            return new Due(occurrence, missed, next == null ? null : next.toInstant());
        }

        @Nullable
        String remark(Instant now, ScheduleStore.Stored schedule) {
            boolean once = schedule.draft().recurrence().frequency() == Frequency.ONCE_NOW;
            if (once || (missed == 0 && now.isBefore(occurrence.plus(LATE_MINUTES, ChronoUnit.MINUTES)))) {
                return null;
            }
            String due = occurrence
                    .atZone(schedule.draft().recurrence().zone())
                    .toOffsetDateTime()
                    .toString();
            return "Made late: it was due at " + due + "."
                    + (missed == 0 ? "" : " Earlier occurrences that were missed and left out: " + missed + ".");
        }
    }
}
