package org.rostrum.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.data.JRMapCollectionDataSource;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.ReportFormat;
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

/** How long a report takes, and whether that depends on how much was said. */
final class ReportBenchmark implements Benchmark {
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 15;
    private static final int BATCH = 1000;
    private static final int TIMES = 10;
    private static final int PAGES_IN_MEMORY = 50;

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String about() {
        return "the engagement report of ten times as many activities, and beside bare JasperReports on the same rows";
    }

    @Override
    public String method() {
        return """
                Two archives on Derby, the smaller filled by the archive's own append with made-up conversations of the year 2025
                of %d accounts with two channels each: 100,000 activities, with --full 1 million; every seventh inbound one is a
                lead or a ticket. The larger has each of its activities, conversations, contacts, leads and tickets ten times,
                copied inside the database, and sums to go with them. They are kept in var/bench for the next run. The report:
                PDF, English, all accounts, of a month and of the year. Ours: read the figures, lay out, fill, write the file.
                Bare: JasperReports fills the same compiled template with the same parameters and the same rows, ready in memory,
                and writes the PDF. All in one JVM in turn, %d rounds after %d to warm up, median."""
                .formatted(SampleActivities.ACCOUNTS, ROUNDS, WARM_UP);
    }

    @Override
    public List<Line> run(Setup setup) throws Exception {
        int small = setup.size().of(2000, 100_000, 1_000_000);
        try (Sample few = Sample.open(setup, small, 1);
                Sample many = Sample.open(setup, small, TIMES)) {
            List<Line> lines = new java.util.ArrayList<>();
            for (Map.Entry<String, Period> period : new TreeMap<>(Map.of(
                            "a month", period("2025-06-01", "2025-07-01"),
                            "the year", period("2025-01-01", "2026-01-01")))
                    .entrySet()) {
                ReportRequest request = new ReportRequest(
                        "engagement", null, period.getValue(), Locale.ENGLISH, Set.of(ReportFormat.PDF));
                lines.addAll(compare(period.getKey(), request, few, many, setup));
            }
            return lines;
        }
    }

    private static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to), ZoneOffset.UTC);
    }

    private static List<Line> compare(String period, ReportRequest request, Sample few, Sample many, Setup setup)
            throws Exception {
        Timing ofFew = new Timing();
        Timing ofMany = new Timing();
        Timing bare = new Timing();
        Timing figures = new Timing();
        ReportContent ready = many.pack.prepare(request);
        Path file = setup.folder("report").resolve("bare.pdf");
        int rounds = setup.size().of(2, ROUNDS, ROUNDS);
        int warmUp = setup.size().of(1, WARM_UP, WARM_UP);
        for (int round = -warmUp; round < rounds; round++) {
            boolean counts = round >= 0;
            ofFew.of(() -> few.make(request), counts);
            bare.of(() -> bare(ready, request, file), counts);
            ofMany.of(() -> many.make(request), counts);
            figures.of(() -> many.pack.prepare(request), counts);
        }
        String what = period + ", " + many.pages + " pages";
        Setup.say(("  %s: of this, figures and layout %.0f ms. By processor time of the thread: %.0f ms, of the"
                        + " smaller archive %.0f ms, bare %.0f ms (ratio %.2f)")
                .formatted(
                        what,
                        figures.wall.median(),
                        ofMany.processor.median(),
                        ofFew.processor.median(),
                        bare.processor.median(),
                        ofMany.processor.median() / bare.processor.median()));
        return List.of(
                Line.ratio(
                        what,
                        Line.Figure.of(many.name(), ofMany.wall, "ms"),
                        Line.Figure.of(few.name(), ofFew.wall, "ms"),
                        setup.size() == Setup.Size.FULL ? new Line.Goal(0.8, 1.2) : Line.Goal.NONE),
                Line.ratio(
                        what,
                        Line.Figure.of(many.name(), ofMany.wall, "ms"),
                        Line.Figure.of("bare JasperReports", bare.wall, "ms"),
                        Line.Goal.atMost(1.15)));
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Milliseconds by the clock, and of the processor by this thread: the latter hardly depends on what else runs. */
    private static final class Timing {
        private final Samples wall = new Samples();
        private final Samples processor = new Samples();

        void of(Work work, boolean counts) throws Exception {
            long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long began = System.nanoTime();
            work.run();
            if (counts) {
                wall.add((System.nanoTime() - began) / 1e6);
                processor.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1e6);
            }
        }
    }

    private static void bare(ReportContent content, ReportRequest request, Path file) throws JRException, IOException {
        Map<String, Object> parameters = new HashMap<>(content.parameters());
        parameters.put(JRParameter.REPORT_LOCALE, request.locale());
        JasperReport template;
        try (var in = content.template().openStream()) {
            template = (JasperReport) JRLoader.loadObject(in);
        }
        List<Map<String, ?>> rows = List.copyOf(content.rows());
        JasperPrint print = JasperFillManager.fillReport(template, parameters, new JRMapCollectionDataSource(rows));
        JRPdfExporter exporter = new JRPdfExporter();
        exporter.setExporterInput(new SimpleExporterInput(print));
        exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(file.toFile()));
        exporter.exportReport();
    }

    /** An archive of a size, and the report of it. */
    private static final class Sample implements AutoCloseable {
        private final long total;
        private final HikariDataSource dataSource;
        private final JdbcArchive archive;
        private final EngagementReport pack;
        private final Renderer renderer = new Renderer(PAGES_IN_MEMORY);
        private int pages;

        private Sample(Path folder, long total) throws SQLException {
            this.total = total;
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:derby:" + folder.resolve("derby") + ";create=true");
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
        static Sample open(Setup setup, long once, int times) throws IOException, SQLException {
            long total = once * times;
            String build = Files.readString(setup.product().resolve("build.id")) + " with cases";
            Path folder = setup.work().resolve("archive-" + total);
            Path mark = folder.resolve("complete");
            if (Files.exists(mark) && Files.readString(mark).equals(build)) {
                return new Sample(folder, total);
            }
            setup.folder("archive-" + total);
            Sample sample = new Sample(folder, total);
            sample.fill(once);
            SampleCases.into(sample.dataSource);
            if (times > 1) {
                Multiplied.by(sample.dataSource, times);
            }
            Files.writeString(mark, build);
            return sample;
        }

        private void fill(long total) {
            SampleActivities activities = new SampleActivities(total);
            long began = System.nanoTime();
            long done = 0;
            for (List<Intake.Entry> entries = activities.next(BATCH);
                    !entries.isEmpty();
                    entries = activities.next(BATCH)) {
                archive.append(new Intake(entries, null));
                done += entries.size();
                if (done % Math.max(total / 10, BATCH) == 0) {
                    Setup.say("  appended %,d of %,d activities after %.0f s"
                            .formatted(done, total, (System.nanoTime() - began) / 1e9));
                }
            }
        }

        String name() {
            return String.format(Locale.ROOT, "Rostrum of %,d", total);
        }

        void make(ReportRequest request) throws Exception {
            ReportContent content = pack.prepare(request);
            try (Renderer.Rendered rendered =
                    renderer.render(content, request, ReportBenchmark.class.getClassLoader(), step -> {})) {
                pages = rendered.files().get(0).pages();
            }
        }

        @Override
        public void close() {
            dataSource.close();
        }
    }
}
