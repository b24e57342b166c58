package org.rostrum.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.spi.report.ReportContent;

/** How long a report takes, and whether that depends on how much was said. */
final class ReportBenchmark implements Benchmark {
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 15;
    private static final int TIMES = 10;

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
                Two archives, the smaller filled by the archive's own append with made-up conversations of the year 2025 of %d
                accounts with two channels each: 100,000 activities on Derby, with --full 1 million on PostgreSQL; every seventh
                inbound one is a lead or a ticket. The larger has each of its activities, conversations, contacts, leads and
                tickets ten times, copied inside the database, and sums to go with them. Those on Derby are kept in var/bench for
                the next run. The report: PDF, English, all accounts, of a month and of the year. Ours: read the figures, lay out,
                fill, write the file. Bare: JasperReports fills the same compiled template with the same parameters and the same
                rows, ready in memory, and writes the PDF. All in one JVM in turn, %d rounds after %d to warm up, median."""
                .formatted(SampleActivities.ACCOUNTS, ROUNDS, WARM_UP);
    }

    @Override
    public List<Line> run(Setup setup) throws Exception {
        int small = setup.size().of(2000, 100_000, 1_000_000);
        if (setup.size() != Setup.Size.FULL) {
            try (ReportSample few = ReportSample.onDerby(setup, small, 1);
                    ReportSample many = ReportSample.onDerby(setup, small, TIMES)) {
                return compare(few, many, setup);
            }
        }
        Path programs = Postgres.installed()
                .orElseThrow(() -> new IOException("The large archive needs PostgreSQL: apt-get install postgresql"));
        try (Postgres server = Postgres.start(programs)) {
            ReportSample.fillOnPostgres(server, "few", small);
            ReportSample.multiplyOnPostgres(server, "few", "many", small, TIMES);
            try (ReportSample few = ReportSample.onPostgres(server, "few", small);
                    ReportSample many = ReportSample.onPostgres(server, "many", (long) small * TIMES)) {
                return compare(few, many, setup);
            }
        }
    }

    private static List<Line> compare(ReportSample few, ReportSample many, Setup setup) throws Exception {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, Period> period : new TreeMap<>(Map.of(
                        "a month", period("2025-06-01", "2025-07-01"),
                        "the year", period("2025-01-01", "2026-01-01")))
                .entrySet()) {
            ReportRequest request =
                    new ReportRequest("engagement", null, period.getValue(), Locale.ENGLISH, Set.of(ReportFormat.PDF));
            lines.addAll(compare(period.getKey(), request, few, many, setup));
        }
        return lines;
    }

    private static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to), ZoneOffset.UTC);
    }

    private static List<Line> compare(
            String period, ReportRequest request, ReportSample few, ReportSample many, Setup setup) throws Exception {
        Timing ofFew = new Timing();
        Timing ofMany = new Timing();
        Timing bare = new Timing();
        Timing figures = new Timing();
        ReportContent ready = many.prepare(request);
        Path file = setup.folder("report").resolve("bare.pdf");
        int rounds = setup.size().of(2, ROUNDS, ROUNDS);
        int warmUp = setup.size().of(1, WARM_UP, WARM_UP);
        for (int round = -warmUp; round < rounds; round++) {
            boolean counts = round >= 0;
            ofFew.of(() -> few.make(request), counts);
            bare.of(() -> bare(ready, request, file), counts);
            ofMany.of(() -> many.make(request), counts);
            figures.of(() -> many.prepare(request), counts);
        }
        String what = period + ", " + many.pages() + " pages";
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
}
