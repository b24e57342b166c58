package org.rostrum.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ReportRun.State;
import org.rostrum.api.security.Requester;
import org.rostrum.testkit.FixedAccess;

class ReportsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static void assertProblem(Problem.Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> assertThat(problem.kind())
                .isEqualTo(kind));
    }

    private static byte[] read(Fixture fixture, long run, ReportFormat format) throws IOException {
        try (InputStream in = fixture.reports.open(run, format)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void run_makesAllFormats_storesThem_andIsAudited(Database.Engine engine) throws Exception {
        try (Fixture fixture = new Fixture(engine)) {
            ReportRun started = fixture.reports.run(Fixture.request(ReportFormat.values()));
            assertThat(started.state()).isEqualTo(State.WAITING);
            assertThat(started.requestedBy()).isEqualTo("tester");
            assertThat(fixture.audit.actions()).containsExactly("report-run.create");

            fixture.work();

            ReportRun run = fixture.run(started.id());
            assertThat(run.message()).isNull();
            assertThat(run.state()).isEqualTo(State.COMPLETED);
            assertThat(run.finished()).isEqualTo(fixture.clock.instant());
            assertThat(run.request()).isEqualTo(Fixture.request(ReportFormat.values()));
            assertThat(run.outputs())
                    .extracting(ReportRun.Output::fileName)
                    .containsExactlyInAnyOrder(
                            "sample-acme-2026-09-01-2026-09-30.pdf",
                            "sample-acme-2026-09-01-2026-09-30.xlsx",
                            "sample-acme-2026-09-01-2026-09-30.csv",
                            "sample-acme-2026-09-01-2026-09-30.html");
            for (ReportRun.Output output : run.outputs()) {
                byte[] content = read(fixture, run.id(), output.format());
                assertThat(content).hasSize((int) output.bytes());
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                        .isEqualTo(output.sha256());
            }
            assertThat(fixture.deliveries.requests()).isEmpty();
            assertThat(fixture.metrics.count("rostrum.reporting.making")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void run_writesPdfWithPagesTextMetadataAndLanguage(Database.Engine engine) throws Exception {
        try (Fixture fixture = new Fixture(engine)) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.PDF)).id();
            fixture.work();
            try (PDDocument pdf = Loader.loadPDF(read(fixture, id, ReportFormat.PDF))) {
                assertThat(pdf.getNumberOfPages())
                        .isEqualTo(3)
                        .isEqualTo(fixture.run(id).outputs().get(0).pages());
                assertThat(new PDFTextStripper().getText(pdf)).contains("Line 1 <script>", "Line 100 ");
                assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Sample \"title\" & more");
                assertThat(pdf.getDocumentInformation().getAuthor()).isEqualTo("Rostrum");
                assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("pl");
            }
        }
    }

    @Test
    void languageThatThePackLacks_isRefused() throws Exception {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            ReportRequest polish = Fixture.request(ReportFormat.PDF);
            ReportRequest hebrew = new ReportRequest(
                    polish.report(),
                    polish.accountId(),
                    polish.period(),
                    Locale.forLanguageTag("he"),
                    polish.formats());
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.run(hebrew))
                    .satisfies(problem -> {
                        assertThat(problem.field()).isEqualTo("locale");
                        assertThat(problem.remedy()).isEqualTo("Use one of [de, en, pl].");
                    });
        }
    }

    @Test
    void run_writesSpreadsheetWithTypes() throws Exception {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.XLSX)).id();
            fixture.work();
            try (ReadableWorkbook book =
                    new ReadableWorkbook(new ByteArrayInputStream(read(fixture, id, ReportFormat.XLSX)))) {
                assertThat(book.getSheets().map(sheet -> sheet.getName()).toList())
                        .containsExactly("Figures  a b", "Empty");
                var rows = book.getFirstSheet().read();
                assertThat(rows.get(0).getCellText(7)).isEqualTo("Words");
                var row = rows.get(1);
                assertThat(row.getCellAsString(0)).contains("=HYPERLINK(\"http://x\")");
                assertThat(row.getCellAsNumber(1))
                        .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("-12"));
                assertThat(row.getCellAsNumber(2))
                        .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("87.5"));
                assertThat(row.getCellAsDate(3))
                        .hasValueSatisfying(d -> assertThat(d).hasToString("2026-10-25T00:00"));
                assertThat(row.getCellAsDate(4))
                        .hasValueSatisfying(d -> assertThat(d).hasToString("2026-10-25T02:30"));
                assertThat(row.getCellAsNumber(5)).hasValueSatisfying(n -> assertThat(n.doubleValue() * 86_400)
                        .isBetween(8053.9, 8054.1));
                assertThat(row.getCellAsString(7)).contains("Łódź, \"quoted\"\nשלום 北京");
            }
        }
    }

    @Test
    void run_writesCsvThatNoSpreadsheetTakesForFormulas() throws Exception {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            fixture.work();
            assertThat(new String(read(fixture, id, ReportFormat.CSV), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("\uFEFFtable,row,column,value\r\n"
                            + "Figures: a/b,1,Text,\"'=HYPERLINK(\"\"http://x\"\")\"\r\n"
                            + "Figures: a/b,1,Whole,-12\r\n"
                            + "Figures: a/b,1,Part,87.5\r\n"
                            + "Figures: a/b,1,Day,2026-10-25\r\n"
                            + "Figures: a/b,1,Moment,2026-10-25T02:30+01:00\r\n"
                            + "Figures: a/b,1,Span (seconds),8054\r\n"
                            + "Figures: a/b,1,Words,\"Łódź, \"\"quoted\"\"\nשלום 北京\"\r\n");
        }
    }

    @Test
    void run_writesHtmlThatFetchesNothingAndRunsNothing() throws Exception {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.HTML)).id();
            fixture.work();
            String html = new String(read(fixture, id, ReportFormat.HTML), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(html)
                    .contains("<title>Sample &quot;title&quot; &amp; more</title>", "lang=\"pl\"", "Line 100 ")
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script", "src=\"http", "url(http", "<link");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void run_thatFails_isTriedAgain_andTellsNoSecrets(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            fixture.pack.failNext(1);
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            fixture.work();
            assertThat(fixture.run(id).state()).isEqualTo(State.WAITING);
            assertThat(fixture.run(id).message())
                    .startsWith("Try 1 of 3 failed: ")
                    .contains("IllegalStateException")
                    .doesNotContain("s3cr3t");
            assertThat(fixture.work.next("report-run", Long.toString(id)))
                    .contains(fixture.clock.instant().plusSeconds(30));

            fixture.clock.advance(Duration.ofSeconds(31));
            fixture.work();
            assertThat(fixture.run(id).state()).isEqualTo(State.COMPLETED);
            assertThat(fixture.run(id).message()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void run_thatFailsForGood_isFailed_afterThreeTries(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            fixture.pack.failNext(99);
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            for (int i = 0; i < 5; i++) {
                fixture.work();
                fixture.clock.advance(Duration.ofHours(1));
            }
            assertThat(fixture.run(id).state()).isEqualTo(State.FAILED);
            assertThat(fixture.run(id).outputs()).isEmpty();
            assertThat(fixture.work.entries()).isEmpty();
            assertProblem(Problem.Kind.NOT_FOUND, () -> fixture.reports.open(id, ReportFormat.CSV));
            assertProblem(Problem.Kind.CONFLICT, () -> fixture.reports.resend(id, List.of("a@b.example")));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void run_isToldInBothNames_whenSomebodyOfAnotherAccountAsks(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine, FixedAccess.belongingTo("north"))) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            assertThat(fixture.run(id).request().accountId()).isEqualTo("acme");
            assertThat(fixture.run(id).requester()).isEqualTo(new Requester("tester", "north"));
            fixture.work();
            assertThat(fixture.pack.requesters).containsExactly(new Requester("tester", "north"));
            fixture.reports.resend(id, List.of("a@acme.example"));
            assertThat(fixture.deliveries.requests())
                    .extracting(DeliveryRequest::requestedBy)
                    .containsExactly(new Requester("tester", "north"));
        }
    }

    @Test
    void run_ofWhatCannotBeMended_failsAtOnce() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            fixture.pack.before(request -> {
                throw Problem.notFound("account", "acme");
            });
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            fixture.work();
            assertThat(fixture.run(id).state()).isEqualTo(State.FAILED);
            assertThat(fixture.run(id).message()).isEqualTo("There is no account \"acme\".");
        }
    }

    @Test
    void run_whosePackLeavesMeanwhile_failsCleanly() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            fixture.pack.before(request -> {
                throw new NoClassDefFoundError("org/rostrum/report/Gone");
            });
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            fixture.work();
            assertThat(fixture.run(id).state()).isEqualTo(State.WAITING);
            assertThat(fixture.run(id).message()).contains("was removed while the report was made");
        }
    }

    @Test
    void run_whosePackWasRemoved_waitsForIt() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            fixture.packs.remove(fixture.pack);
            fixture.work();
            assertThat(fixture.run(id).message()).contains("\"sample\" is not installed yet");
            fixture.clock.advance(Duration.ofMinutes(3));
            fixture.work();
            // not on its way any more
            assertThat(fixture.run(id).message()).startsWith("Try 1 of ").contains("\"sample\" is not installed;");
            fixture.packs.add(fixture.pack);
            fixture.clock.advance(Duration.ofMinutes(1));
            fixture.work();
            assertThat(fixture.run(id).state()).isEqualTo(State.COMPLETED);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void cancel_ofWaitingRun_makesNothing(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            assertThat(fixture.reports.cancel(id).state()).isEqualTo(State.CANCELLED);
            assertThat(fixture.work.entries()).isEmpty();
            assertProblem(Problem.Kind.CONFLICT, () -> fixture.reports.cancel(id));
            assertProblem(Problem.Kind.NOT_FOUND, () -> fixture.reports.cancel(4711));
            assertThat(fixture.audit.actions()).containsExactly("report-run.create", "report-run.cancel");
        }
    }

    @Test
    void cancel_ofSomebodyElsesRun_takesAPermissionOfItsOwn() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            Reports viewer = fixture.reports(FixedAccess.only("reports:read", "reports:run"));
            long own = viewer.run(Fixture.request(ReportFormat.CSV)).id();
            assertThat(viewer.cancel(own).state()).isEqualTo(State.CANCELLED);

            // the fake's callers are called "tester"; work of the server itself is not
            long other = fixture.byServer(Fixture.request(ReportFormat.CSV));
            assertProblem(Problem.Kind.FORBIDDEN, () -> viewer.cancel(other));
            assertThat(fixture.run(other).state()).isEqualTo(State.WAITING);
            Reports operator = fixture.reports(FixedAccess.only("reports:read", "reports:run", "reports:cancel"));
            assertThat(operator.cancel(other).state()).isEqualTo(State.CANCELLED);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void cancel_whileRunning_stopsAndStoresNothing(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            fixture.pack.before(request -> {
                ReportRun running = java.util.Objects.requireNonNull(fixture.newest());
                assertThat(running.state()).isEqualTo(State.RUNNING);
                assertThat(running.message()).isEqualTo("Running: collecting the figures.");
                fixture.reports.cancel(running.id());
            });
            long id = fixture.reports.run(Fixture.request(ReportFormat.PDF)).id();
            fixture.work();
            assertThat(fixture.run(id).state()).isEqualTo(State.CANCELLED);
            assertThat(fixture.run(id).outputs()).isEmpty();
        }
    }

    @Test
    void run_refusesWhatDoesNotExist() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            Period period = Fixture.request(ReportFormat.PDF).period();
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.run(
                            new ReportRequest("nothing", null, period, Locale.ENGLISH, Set.of(ReportFormat.PDF))))
                    .satisfies(problem -> {
                        assertThat(problem.field()).isEqualTo("report");
                        assertThat(problem.remedy()).isEqualTo("Use one of [sample].");
                    });
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.run(
                            new ReportRequest("sample", "nobody", period, Locale.ENGLISH, Set.of(ReportFormat.PDF))))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("accountId"));
            Period endless = new Period(period.from(), period.from().plusYears(101), period.zone());
            assertProblem(
                    Problem.Kind.INVALID,
                    () -> fixture.reports.run(
                            new ReportRequest("sample", null, endless, Locale.ENGLISH, Set.of(ReportFormat.PDF))));
            assertThat(fixture.reports.runs(null, null, 10).items()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void runs_arePagedNewestFirst(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            for (int i = 0; i < 5; i++) {
                fixture.reports.run(Fixture.request(ReportFormat.CSV));
            }
            var first = fixture.reports.runs(null, null, 2);
            var second = fixture.reports.runs(null, first.nextCursor(), 2);
            var third = fixture.reports.runs(null, second.nextCursor(), 2);
            assertThat(first.items()).extracting(ReportRun::id).containsExactly(5L, 4L);
            assertThat(second.items()).extracting(ReportRun::id).containsExactly(3L, 2L);
            assertThat(third.items()).extracting(ReportRun::id).containsExactly(1L);
            assertThat(third.nextCursor()).isNull();
            assertProblem(Problem.Kind.INVALID, () -> fixture.reports.runs(null, "x", 2));
        }
    }

    @Test
    void everything_asksForItsPermission() {
        FixedAccess nobody = FixedAccess.only();
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            Reports reports = fixture.reports(nobody);
            List<ThrowingCallable> calls = List.of(
                    () -> reports.reports(Locale.ENGLISH),
                    () -> reports.run(Fixture.request(ReportFormat.PDF)),
                    () -> reports.cancel(1),
                    () -> reports.findRun(1),
                    () -> reports.runs(null, null, 1),
                    () -> reports.open(1, ReportFormat.PDF),
                    () -> reports.createSchedule(
                            Fixture.draft(Fixture.daily("06:00"), org.rostrum.api.reporting.PeriodKind.DAY, "a@b.c")),
                    () -> reports.updateSchedule(
                            1,
                            Fixture.draft(Fixture.daily("06:00"), org.rostrum.api.reporting.PeriodKind.DAY, "a@b.c"),
                            1),
                    () -> reports.removeSchedule(1, 1),
                    () -> reports.findSchedule(1),
                    () -> reports.schedules(null, 1),
                    () -> reports.ledger(null, null, 1),
                    () -> reports.resend(1, List.of("a@b.c")));
            calls.forEach(call -> assertProblem(Problem.Kind.FORBIDDEN, call));
            assertThat(nobody.asked())
                    .containsExactly(
                            "report-schedules:read",
                            "report-schedules:write",
                            "reports:mail",
                            "reports:read",
                            "reports:run");
        }
    }

    @Test
    void restart_takesUpWhatWasWaiting() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            fixture.work.cancel("report-run", Long.toString(id));
            fixture.reports(FixedAccess.everything());
            fixture.work();
            assertThat(fixture.run(id).state()).isEqualTo(State.COMPLETED);
        }
    }

    @Test
    void outputs_areHandedToDeliveries_byReferenceOnly() throws IOException {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            long id = fixture.reports.run(Fixture.request(ReportFormat.CSV)).id();
            fixture.work();
            assertThat(fixture.outputs.scheme()).isEqualTo("report-output");
            try (InputStream in = fixture.outputs.open(id + "/CSV")) {
                assertThat(in.readAllBytes()).isEqualTo(read(fixture, id, ReportFormat.CSV));
            }
            for (String wrong : List.of(id + "/PDF", "99/CSV", "../1/CSV", "1", "", "1/EXE")) {
                assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> fixture.outputs.open(wrong));
            }
        }
    }

    @Test
    void health_saysWhenAReportWasMadeLast() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            ReportingHealth health = new ReportingHealth(fixture.database.database(), fixture.tables, fixture.packs);
            assertThat(health.execute().isOk()).isTrue();
            assertThat(health.execute().toString()).contains("last report made: never");
            fixture.reports.run(Fixture.request(ReportFormat.CSV));
            fixture.work();
            assertThat(health.execute().toString()).contains("last report made: 2026-10-01T10:00:00Z");
            fixture.pack.failNext(99);
            fixture.reports.run(Fixture.request(ReportFormat.CSV));
            for (int i = 0; i < 5; i++) {
                fixture.work();
                fixture.clock.advance(Duration.ofHours(1));
            }
            assertThat(health.execute().isOk()).isFalse();
            fixture.packs.remove(fixture.pack);
            assertThat(health.execute().toString()).contains("no report pack is installed");
        }
    }

    @Test
    void packs_ofTheSameName_theLastOneServes() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            SamplePack newer = new SamplePack("sample", 1);
            fixture.packs.add(newer);
            assertThat(fixture.packs.find("sample").orElseThrow().pack()).isSameAs(newer);
            assertThat(fixture.reports.reports(Locale.ENGLISH)).hasSize(1);
            fixture.packs.remove(newer);
            assertThat(fixture.packs.find("sample").orElseThrow().pack()).isSameAs(fixture.pack);
        }
    }

    @Test
    void config_hasDefaults() throws ReflectiveOperationException {
        assertThat(ReportingConfig.class.getMethod("tries").getDefaultValue()).isEqualTo(3);
        assertThat(ReportingConfig.class.getMethod("firstRetrySeconds").getDefaultValue())
                .isEqualTo(30);
        assertThat(ReportingConfig.class.getMethod("pagesInMemory").getDefaultValue())
                .isEqualTo(60);
    }
}
