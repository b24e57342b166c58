package org.rostrum.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.JdbcArchive;
import org.rostrum.archive.JdbcEngagementFigures;
import org.rostrum.archive.verify.Verifier;
import org.rostrum.database.JdbcDatabase;
import org.rostrum.engagement.JdbcCaseFigures;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.report.engagement.EngagementReport;
import org.rostrum.reporting.render.Renderer;
import org.rostrum.spi.report.ReportContent;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.RecordingMetrics;

/** An archive of a size, and the report of it. */
final class ReportSample implements AutoCloseable {
    private static final int BATCH = 4000;
    private static final int PAGES_IN_MEMORY = 50;

    private final long total;
    private final HikariDataSource dataSource;
    private final JdbcArchive archive;
    private final EngagementReport pack;
    private final Renderer renderer = new Renderer(PAGES_IN_MEMORY);
    private int pages;

    private ReportSample(String url, long total) throws SQLException {
        this.total = total;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        dataSource = new HikariDataSource(config);
        FixedAccess access = FixedAccess.everything();
        JdbcDatabase database = new JdbcDatabase(dataSource);
        ArchiveTables tables = new ArchiveTables(database);
        archive = new JdbcArchive(tables, new Verifier(tables), access, Clock.systemUTC(), new RecordingMetrics());
        MemoryAccounts accounts = new MemoryAccounts();
        for (int i = 0; i < SampleActivities.ACCOUNTS; i++) {
            accounts.create(new NewAccount("account-" + i, null, "Account " + i, ZoneOffset.UTC));
        }
        pack = new EngagementReport(
                accounts,
                new JdbcEngagementFigures(tables, access),
                archive,
                new JdbcCaseFigures(database, new RoutingTables(database, Clock.systemUTC()), access),
                Clock.systemUTC());
    }

    /** Takes the archive of an earlier run of the same build, or makes it. */
    static ReportSample onDerby(Setup setup, long once, int times) throws IOException, SQLException {
        long total = once * times;
        String build = Files.readString(setup.product().resolve("build.id")) + " with cases";
        Path folder = setup.work().resolve("archive-" + total);
        Path mark = folder.resolve("complete");
        String url = "jdbc:derby:" + folder.resolve("derby") + ";create=true";
        if (Files.exists(mark) && Files.readString(mark).equals(build)) {
            return new ReportSample(url, total);
        }
        setup.folder("archive-" + total);
        ReportSample sample = new ReportSample(url, total);
        sample.fill(once);
        if (times > 1) {
            Multiplied.by(sample.dataSource, times);
        }
        Files.writeString(mark, build);
        return sample;
    }

    static void fillOnPostgres(Postgres server, String name, long total) throws SQLException {
        server.execute("postgres", "create database " + name);
        try (ReportSample sample = onPostgres(server, name, total)) {
            sample.fill(total);
        }
        server.execute(name, "vacuum analyze");
    }

    /** The server copies its files, then the rows in them are multiplied. */
    static void multiplyOnPostgres(Postgres server, String from, String name, long once, int times)
            throws SQLException {
        server.execute("postgres", "create database " + name + " template " + from);
        try (ReportSample sample = onPostgres(server, name, once * times)) {
            Multiplied.by(sample.dataSource, times);
        }
        server.execute(name, "vacuum analyze");
    }

    static ReportSample onPostgres(Postgres server, String name, long total) throws SQLException {
        return new ReportSample(server.url(name) + "&user=postgres", total);
    }

    private void fill(long total) throws SQLException {
        SampleActivities activities = new SampleActivities(total);
        long began = System.nanoTime();
        long told = 0;
        long done = 0;
        for (List<Intake.Entry> entries = activities.next(BATCH);
                !entries.isEmpty();
                entries = activities.next(BATCH)) {
            archive.append(new Intake(entries, null));
            done += entries.size();
            if (done - told >= total / 10) {
                told = done;
                Setup.say("  appended %,d of %,d activities after %.0f s"
                        .formatted(done, total, (System.nanoTime() - began) / 1e9));
            }
        }
        SampleCases.into(dataSource);
    }

    String name() {
        return String.format(Locale.ROOT, "Rostrum of %,d", total);
    }

    int pages() {
        return pages;
    }

    ReportContent prepare(ReportRequest request) {
        return pack.prepare(request);
    }

    void make(ReportRequest request) throws Exception {
        ReportContent content = prepare(request);
        try (Renderer.Rendered rendered =
                renderer.render(content, request, ReportSample.class.getClassLoader(), step -> {})) {
            pages = rendered.files().get(0).pages();
        }
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
