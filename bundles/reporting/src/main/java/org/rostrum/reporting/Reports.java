package org.rostrum.reporting;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.ReportDelivery;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ReportRun.State;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.api.reporting.ScheduleDraft;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;
import org.rostrum.api.security.Requester;
import org.rostrum.reporting.run.Ledger;
import org.rostrum.reporting.run.Mails;
import org.rostrum.reporting.run.OutputStore;
import org.rostrum.reporting.run.RunStarter;
import org.rostrum.reporting.run.RunStore;
import org.rostrum.reporting.run.RunTask;
import org.rostrum.reporting.schedule.DraftCheck;
import org.rostrum.reporting.schedule.Schedules;

/** The reports, behind their permissions. */
@Component(service = ReportService.class)
public final class Reports implements ReportService {
    private static final String READ = "reports:read";
    private static final String RUN = "reports:run";
    private static final String READ_SCHEDULES = "report-schedules:read";
    private static final String WRITE_SCHEDULES = "report-schedules:write";
    private static final long LONGEST_PERIOD_DAYS = 366L * 100;

    private final Database database;
    private final ReportPacks packs;
    private final AccountService accounts;
    private final Access access;
    private final AuditLog audit;
    private final TimedWork work;
    private final Clock clock;
    private final Mails mails;
    private final RunStarter starter;
    private final Schedules schedules;
    private final OutputStore outputs;
    private final RunStore runs = new RunStore();
    private final Ledger ledger = new Ledger();

    /** @param tables must be there before anything is read */
    @Activate
    public Reports(
            @Reference Database database,
            @Reference ReportTables tables,
            @Reference ReportPacks packs,
            @Reference AccountService accounts,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference TimedWork work,
            @Reference DeliveryService deliveries,
            @Reference Clock clock) {
        this.database = database;
        this.packs = packs;
        this.accounts = accounts;
        this.access = access;
        this.audit = audit;
        this.work = work;
        this.clock = clock;
        this.mails = new Mails(deliveries, access, clock);
        this.starter = new RunStarter(work, audit, clock);
        this.schedules = new Schedules(database, work, audit, clock);
        this.outputs = new OutputStore(database);
        resume();
    }

    /** What was waiting when the server went down, waits again, even if the engine's own tables were lost. */
    private void resume() {
        schedules.resume();
        database.transact(connection -> {
            for (long run : runs.unfinished(connection)) {
                work.scheduleIfAbsent(RunTask.NAME, Long.toString(run), clock.instant(), "");
            }
        });
    }

    @Override
    public List<ReportDescription> reports(Locale locale) {
        access.requireSomewhere(READ);
        return packs.all().stream()
                .map(installed -> installed.pack().describe(locale))
                .toList();
    }

    @Override
    public ReportRun run(ReportRequest request) {
        requireAt(RUN, request.accountId());
        check(request.report(), request.accountId(), request.locale());
        if (request.period().days() > LONGEST_PERIOD_DAYS) {
            throw Problem.invalid("period", "A report covers at most 100 years.", "Choose a shorter period.");
        }
        return database.transaction(connection -> {
            long id = starter.start(connection, request, null, null, Requester.of(access.caller()), null);
            return runs.find(connection, id).orElseThrow();
        });
    }

    /** What is about no single account is about all of them. */
    private void requireAt(String permission, @Nullable String accountId) {
        if (accountId == null) {
            access.require(permission);
        } else {
            access.require(permission, accountId);
        }
    }

    private ReportRun visible(Connection connection, long runId, Reach reach) throws SQLException {
        return runs.find(connection, runId)
                .filter(run -> reach.covers(run.request().accountId()))
                .orElseThrow(() -> Problem.notFound("report run", runId));
    }

    private void check(String report, @Nullable String accountId, Locale locale) {
        Optional<ReportPacks.Installed> pack = packs.find(report);
        if (pack.isEmpty()) {
            List<String> names =
                    packs.all().stream().map(ReportPacks.Installed::name).toList();
            throw Problem.invalid(
                    "report",
                    "There is no report \"" + report + "\".",
                    names.isEmpty() ? "Install a report pack." : "Use one of " + names + ".");
        }
        checkLanguage(pack.get(), locale);
        boolean known = accountId == null
                || access.asSystem("reporting", () -> accounts.find(accountId)).isPresent();
        if (!known) {
            throw Problem.invalid(
                    "accountId",
                    "There is no account \"" + accountId + "\".",
                    "Name an account that exists, or none for all.");
        }
    }

    private static void checkLanguage(ReportPacks.Installed pack, Locale wanted) {
        List<Locale> locales = pack.pack().describe(Locale.ENGLISH).locales();
        if (locales.stream().noneMatch(one -> one.getLanguage().equals(wanted.getLanguage()))) {
            throw Problem.invalid(
                    "locale",
                    "The report \"" + pack.name() + "\" cannot be had in the language \"" + wanted.toLanguageTag()
                            + "\".",
                    "Use one of "
                            + locales.stream()
                                    .map(Locale::toLanguageTag)
                                    .sorted()
                                    .toList() + ".");
        }
    }

    @Override
    public ReportRun cancel(long runId) {
        Reach reach = access.requireSomewhere(RUN);
        return database.transaction(connection -> {
            ReportRun before = visible(connection, runId, reach);
            if (!before.requestedBy().equals(keeper())) {
                requireAt("reports:cancel", before.request().accountId());
            }
            if (!runs.end(connection, runId, State.CANCELLED, null, clock.instant())) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "The run is over: it is "
                                        + before.state().name().toLowerCase(Locale.ROOT) + ".")
                        .withRemedy("Only a run that is waiting or running can be cancelled.");
            }
            work.cancel(RunTask.NAME, Long.toString(runId));
            audit.record(
                    "report-run.cancel",
                    "report-run/" + runId,
                    before.request().accountId(),
                    ReportJson.text(Map.of("state", before.state())),
                    ReportJson.text(Map.of("state", State.CANCELLED)));
            return runs.find(connection, runId).orElseThrow();
        });
    }

    @Override
    public Optional<ReportRun> findRun(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> runs.find(connection, id))
                .filter(run -> reach.covers(run.request().accountId()));
    }

    @Override
    public CursorPage<ReportRun> runs(@Nullable Long scheduleId, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        long before = before(cursor);
        int size = Inputs.limit(limit);
        return CursorPage.of(
                database.read(connection -> runs.before(connection, scheduleId, reach, before, size + 1)),
                size,
                ReportRun::id);
    }

    @Override
    public InputStream open(long runId, ReportFormat format) {
        Reach reach = access.requireSomewhere(READ);
        database.transact(connection -> visible(connection, runId, reach));
        return outputs.open(runId, format).orElseThrow(() -> Problem.of(
                        Problem.Kind.NOT_FOUND, "The run " + runId + " has no output in " + format + ".")
                .withRemedy("The run lists its outputs once it is COMPLETED."));
    }

    private @Nullable String keeper() {
        Caller caller = access.caller();
        return caller.type() == Caller.Type.SYSTEM ? null : caller.name();
    }

    @Override
    public ReportSchedule createSchedule(ScheduleDraft draft) {
        requireAt(WRITE_SCHEDULES, draft.accountId());
        check(draft.report(), draft.accountId(), draft.locale());
        return schedules.create(draft, keeper());
    }

    @Override
    public ReportSchedule updateSchedule(long id, ScheduleDraft draft, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE_SCHEDULES);
        visible(id, reach);
        requireAt(WRITE_SCHEDULES, draft.accountId());
        check(draft.report(), draft.accountId(), draft.locale());
        return schedules.update(id, draft, keeper(), expectedVersion);
    }

    @Override
    public void removeSchedule(long id, long expectedVersion) {
        visible(id, access.requireSomewhere(WRITE_SCHEDULES));
        schedules.remove(id, expectedVersion);
    }

    private void visible(long schedule, Reach reach) {
        if (schedules
                .find(schedule)
                .filter(found -> reach.covers(found.draft().accountId()))
                .isEmpty()) {
            throw Problem.notFound("schedule", schedule);
        }
    }

    @Override
    public Optional<ReportSchedule> findSchedule(long id) {
        Reach reach = access.requireSomewhere(READ_SCHEDULES);
        return schedules.find(id).filter(found -> reach.covers(found.draft().accountId()));
    }

    @Override
    public CursorPage<ReportSchedule> schedules(@Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ_SCHEDULES);
        Long after = Inputs.numericCursor(cursor);
        int size = Inputs.limit(limit);
        return CursorPage.of(schedules.after(after == null ? 0 : after, reach, size + 1), size, ReportSchedule::id);
    }

    @Override
    public CursorPage<ReportDelivery> ledger(@Nullable Long runId, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        long before = before(cursor);
        int size = Inputs.limit(limit);
        return CursorPage.of(
                        database.read(connection -> ledger.before(connection, runId, reach, before, size + 1)),
                        size,
                        Ledger.Line::id)
                .map(Ledger.Line::delivery);
    }

    @Override
    public List<ReportDelivery> resend(long runId, List<String> recipients) {
        Reach reach = access.requireSomewhere("reports:mail");
        List<String> checked = DraftCheck.recipients(recipients);
        return database.transaction(connection -> {
            ReportRun run = visible(connection, runId, reach);
            RunStore.Headline headline = runs.headline(connection, runId).orElse(null);
            if (run.state() != State.COMPLETED || headline == null) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "Only a completed run can be mailed; this one is "
                                        + run.state().name().toLowerCase(Locale.ROOT) + ".")
                        .withRemedy("Wait until it is completed, or start a new run.");
            }
            List<ReportDelivery> lines = mails.resend(connection, run, headline, checked);
            audit.record(
                    "report-run.resend",
                    "report-run/" + runId,
                    run.request().accountId(),
                    null,
                    ReportJson.text(Map.of("recipients", checked)));
            return lines;
        });
    }

    private static long before(@Nullable String cursor) {
        Long before = Inputs.numericCursor(cursor);
        return before == null ? Long.MAX_VALUE : before;
    }
}
