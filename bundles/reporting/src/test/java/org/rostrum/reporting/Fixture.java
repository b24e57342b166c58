package org.rostrum.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ScheduleDraft;
import org.rostrum.api.security.Access;
import org.rostrum.reporting.run.LedgerKeeper;
import org.rostrum.reporting.run.ReportOutputs;
import org.rostrum.reporting.run.RunTask;
import org.rostrum.reporting.schedule.Keepers;
import org.rostrum.reporting.schedule.ScheduleTask;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** Reporting on a fresh database, with everything around it from the test kit. */
public final class Fixture implements AutoCloseable {
    public static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    public final TestDatabase database;
    public final ManualClock clock = new ManualClock(Instant.parse("2026-10-01T10:00:00Z"));
    public final QueuedTimedWork work = new QueuedTimedWork();
    public final RecordingAuditLog audit = new RecordingAuditLog();
    public final RecordingDeliveries deliveries = new RecordingDeliveries();
    public final RecordingMetrics metrics = new RecordingMetrics();
    public final ReportPacks packs = new ReportPacks();
    public final SampleExplanations keepers = new SampleExplanations();
    public final SamplePack pack = new SamplePack("sample", 100);
    public final ReportTables tables;
    public final Reports reports;
    public final RunTask runTask;
    public final ScheduleTask scheduleTask;
    public final LedgerKeeper ledger;
    public final ReportOutputs outputs;

    public Fixture(Database.Engine engine) {
        this(engine, FixedAccess.everything());
    }

    public Fixture(Database.Engine engine, Access access) {
        database = TestDatabase.open(engine);
        tables = new ReportTables(database.database());
        packs.add(pack);
        reports = reports(access);
        runTask = new RunTask(
                database.database(),
                tables,
                packs,
                deliveries,
                new Keepers(keepers, FixedAccess.everything()),
                access,
                metrics,
                clock,
                Configs.of(ReportingConfig.class, Map.of("pagesInMemory", 2)));
        scheduleTask = new ScheduleTask(
                database.database(),
                tables,
                new MemoryArchive(),
                MemoryAccounts.with("acme", "Acme"),
                audit,
                work,
                FixedAccess.everything(),
                clock);
        ledger = new LedgerKeeper(database.database(), tables);
        outputs = new ReportOutputs(database.database(), tables);
    }

    public Reports reports(Access access) {
        return new Reports(
                database.database(),
                tables,
                packs,
                MemoryAccounts.with("acme", "Acme"),
                access,
                audit,
                work,
                deliveries,
                clock);
    }

    public static ReportRequest request(ReportFormat... formats) {
        return new ReportRequest(
                "sample",
                "acme",
                new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 10, 1), WARSAW),
                Locale.forLanguageTag("pl"),
                Set.of(formats));
    }

    public static Recurrence daily(String time) {
        return new Recurrence(Recurrence.Frequency.DAILY, LocalTime.parse(time), WARSAW, Set.of(), null, null);
    }

    public static ScheduleDraft draft(Recurrence recurrence, PeriodKind kind, String... recipients) {
        return new ScheduleDraft(
                "Board",
                "sample",
                null,
                recurrence,
                kind,
                null,
                null,
                Locale.GERMAN,
                Set.of(ReportFormat.PDF, ReportFormat.XLSX),
                List.of(recipients),
                "owner@acme.example",
                true);
    }

    /** Runs what is due, schedules first. */
    public void work() {
        work.runDue(scheduleTask, clock.instant());
        work.runDue(runTask, clock.instant());
    }

    /** A run that the server has started, and not the tester. */
    public long byServer(ReportRequest request) {
        FixedAccess server = FixedAccess.everything();
        return server.asSystem("schedule", () -> reports(server).run(request).id());
    }

    public ReportRun run(long id) {
        return reports.findRun(id).orElseThrow();
    }

    public @Nullable ReportRun newest() {
        List<ReportRun> runs = reports.runs(null, null, 1).items();
        return runs.isEmpty() ? null : runs.get(0);
    }

    @Override
    public void close() {
        database.close();
    }
}
