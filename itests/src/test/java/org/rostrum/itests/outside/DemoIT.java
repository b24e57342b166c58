package org.rostrum.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rostrum demo} with the excerpt that ships, twice, and all that it leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {
    private static final Duration LONGEST = Duration.ofMinutes(8);
    private static final String EVERYBODY = "";
    private static final String FIGURES = "Inbound messages Outbound messages Conversations People who wrote";

    /** By the rule that the report's notes state. */
    private static final long CONVERSATIONS_FOR_A_PAGE = 10;

    private static final long MESSAGES_FOR_A_PAGE = 100;

    private CareFigures expected;
    private Launcher launcher;
    private Command first;
    private Path out;
    private JsonNode summary;

    @BeforeAll
    void runDemo(@TempDir Path folder) throws IOException, InterruptedException {
        expected = new CareFigures(Rest.JSON.readTree(Project.excerpt().toFile()));
        launcher = new Launcher(folder.resolve("var"));
        out = folder.resolve("out");
        first = demo(out);
        summary = summary(out);
    }

    private Command demo(Path into) throws IOException, InterruptedException {
        Command ran = launcher.run(
                launcher.var().resolve(into.getFileName() + ".log"),
                LONGEST,
                "demo",
                "--exit",
                "--out",
                into.toString());
        assertThat(ran.exitCode()).as("%s", ran.output()).isZero();
        return ran;
    }

    private static JsonNode summary(Path in) throws IOException {
        return Rest.JSON.readTree(in.resolve("summary.json").toFile());
    }

    private static String number(long value) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(value);
    }

    /** In the two largest units, the smaller one rounded, as people write it. */
    private static String inWords(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 24 * 60) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        long hours = Math.round(seconds / 3600.0);
        return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }

    @Test
    void summary_hasItsFields_andTheFiguresOfTheInput() {
        List<String> names = new ArrayList<>();
        summary.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "activities",
                        "inbound",
                        "outbound",
                        "conversations",
                        "contacts",
                        "accounts",
                        "leads",
                        "tickets",
                        "rejected",
                        "duplicates",
                        "firstResponseMedianSeconds",
                        "firstResponseP90Seconds",
                        "reportPages",
                        "reportFile",
                        "archiveVerified");
        assertThat(figures(
                        "activities",
                        "inbound",
                        "outbound",
                        "conversations",
                        "contacts",
                        "accounts",
                        "rejected",
                        "duplicates",
                        "firstResponseMedianSeconds",
                        "firstResponseP90Seconds"))
                .containsExactly(
                        expected.inbound(EVERYBODY) + expected.outbound(EVERYBODY),
                        expected.inbound(EVERYBODY),
                        expected.outbound(EVERYBODY),
                        expected.conversations(EVERYBODY),
                        expected.contacts(),
                        (long) expected.companies().size(),
                        0L,
                        (long) expected.duplicates(),
                        expected.firstResponseSeconds(EVERYBODY, 0.5),
                        expected.firstResponseSeconds(EVERYBODY, 0.9));
        assertThat(summary.path("archiveVerified").isBoolean()).isTrue();
        assertThat(summary.path("archiveVerified").asBoolean()).isTrue();
        assertThat(summary.path("reportFile").asText()).isEqualTo("engagement.pdf");
    }

    private List<Long> figures(String... names) {
        return Stream.of(names).map(name -> summary.path(name).longValue()).toList();
    }

    @Test
    void console_tellsTheSameInWords() {
        assertThat(first.output())
                .contains(number(figures("activities").get(0)))
                .contains(inWords(figures("firstResponseMedianSeconds").get(0)))
                .contains(inWords(figures("firstResponseP90Seconds").get(0)))
                .contains(out.toString());
    }

    @Test
    void folder_holdsNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder(
                            "engagement.pdf", "engagement.xlsx", "leads.csv", "summary.json", "tickets.csv");
        }
    }

    @Test
    void pdf_hasItsOwnFonts_andAsManyPagesAsItSays() throws IOException {
        ReportText report = ReportText.read(out.resolve("engagement.pdf"));
        assertThat(report.pages()).hasSize(summary.path("reportPages").asInt());
        assertThat(report.fonts()).isNotEmpty();
        assertThat(report.fonts()).allSatisfy((name, embedded) -> {
            assertThat(embedded).as("%s is embedded", name).isTrue();
            assertThat(name).doesNotContainIgnoringCase("Helvetica");
        });
    }

    @Test
    void pdf_showsTheFiguresOfTheSummary() throws IOException {
        ReportText report = ReportText.read(out.resolve("engagement.pdf"));
        assertThat(report.below(0, FIGURES + " Answered"))
                .startsWith(Stream.of("inbound", "outbound", "conversations", "contacts")
                        .map(name -> number(summary.path(name).longValue()) + " ")
                        .collect(Collectors.joining()))
                .endsWith("%");
        assertThat(report.below(0, "Median first answer 90% answered within Open conversations Leads Tickets"))
                .startsWith(inWords(summary.path("firstResponseMedianSeconds").longValue()) + " "
                        + inWords(summary.path("firstResponseP90Seconds").longValue()) + " ")
                .endsWith(" " + number(summary.path("leads").longValue()) + " "
                        + number(summary.path("tickets").longValue()));
    }

    @Test
    void pdf_hasAPageForEachAccountWithEnoughToShow_andTheOthersSharePages() throws IOException {
        ReportText report = ReportText.read(out.resolve("engagement.pdf"));
        List<String> large = expected.companies().stream()
                .filter(company -> expected.conversations(company) >= CONVERSATIONS_FOR_A_PAGE
                        || expected.inbound(company) + expected.outbound(company) >= MESSAGES_FOR_A_PAGE)
                .toList();
        List<String> small = expected.companies().stream()
                .filter(company -> !large.contains(company))
                .toList();
        Map<String, Integer> pages = new HashMap<>();
        List<String> shared = new ArrayList<>();
        for (int page = 0; page < report.pages().size(); page++) {
            List<String> lines = report.pages().get(page);
            int heading = lines.indexOf("Account");
            if (heading >= 0 && heading + 1 < lines.size()) {
                pages.put(lines.get(heading + 1), page);
            }
            if (!shared.isEmpty() || lines.stream().anyMatch(line -> line.startsWith("Smaller accounts"))) {
                shared.addAll(lines);
            }
        }
        assertThat(large).isNotEmpty();
        assertThat(pages.keySet()).containsExactlyInAnyOrderElementsOf(large);
        for (String company : large) {
            assertThat(report.below(pages.getOrDefault(company, -1), FIGURES + " Answered"))
                    .as(company)
                    .startsWith(figuresOf(company));
        }
        assertThat(shared).containsAll(small);
        for (String company : small) {
            List<String> lines = shared.subList(shared.indexOf(company) + 1, shared.size());
            assertThat(lines.stream()
                            .filter(line -> line.startsWith(figuresOf(company)))
                            .findFirst())
                    .as(company + " in " + shared)
                    .isPresent();
        }
        assertThat(report.pages()).hasSizeLessThan(3 + large.size() + small.size());
    }

    private String figuresOf(String company) {
        return number(expected.inbound(company)) + " " + number(expected.outbound(company)) + " "
                + number(expected.conversations(company)) + " ";
    }

    @Test
    void tables_haveARowForEachLeadAndTicket() throws IOException {
        for (String table : List.of("leads", "tickets")) {
            List<CSVRecord> rows = rows(out.resolve(table + ".csv"));
            assertThat(rows).hasSize(summary.path(table).asInt()).isNotEmpty();
            assertThat(rows).allSatisfy(row -> {
                assertThat(expected.companies()).contains(row.get("accountName"));
                assertThat(row.get("contactHandle")).isNotBlank();
                assertThat(row.get("summary")).isNotBlank();
                assertThat(row.get("owner")).isEqualTo(table.equals("leads") ? "sales" : "support");
            });
            assertThat(rows.stream().map(row -> row.get("conversation"))).doesNotHaveDuplicates();
        }
    }

    private static List<CSVRecord> rows(Path file) throws IOException {
        // made for spreadsheets, which need the mark at the begin
        String text = Files.readString(file);
        assertThat(text).startsWith("\uFEFF");
        try (CSVParser parser = CSVParser.parse(
                text.substring(1),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }

    @Test
    void workbook_addsUpToTheSameFigures() throws IOException {
        Map<String, List<Row>> sheets = new TreeMap<>();
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(out.resolve("engagement.xlsx").toFile())) {
            for (Sheet sheet : (Iterable<Sheet>) workbook.getSheets()::iterator) {
                sheets.put(sheet.getName(), sheet.read());
            }
        }
        Map<String, Double> totals = new HashMap<>();
        for (Row row : body(sheets, "Summary")) {
            // the last line has the period, in words
            if (!row.getCellText(0).equals("Period")) {
                row.getCellAsNumber(1).ifPresent(value -> totals.put(row.getCellText(0), value.doubleValue()));
            }
        }
        assertThat(totals)
                .containsEntry("Inbound messages", (double) expected.inbound(EVERYBODY))
                .containsEntry("Outbound messages", (double) expected.outbound(EVERYBODY))
                .containsEntry("Conversations", (double) expected.conversations(EVERYBODY))
                .containsEntry("People who wrote", (double) expected.contacts());
        assertThat(seconds(totals.getOrDefault("First response, median", 0.0)))
                .isEqualTo(summary.path("firstResponseMedianSeconds").longValue());

        Map<String, List<Long>> accounts = new TreeMap<>();
        for (Row row : body(sheets, "Accounts")) {
            accounts.put(
                    row.getCellText(0),
                    List.of(
                            whole(row, 2),
                            whole(row, 3),
                            whole(row, 5),
                            seconds(value(row, 8)),
                            seconds(value(row, 9))));
        }
        Map<String, List<Long>> counted = new TreeMap<>();
        counted.put("Together", counts(EVERYBODY));
        for (String company : expected.companies()) {
            counted.put(company, counts(company));
        }
        assertThat(accounts).isEqualTo(counted);

        Map<String, List<Long>> overTime = new TreeMap<>();
        for (Row row : body(sheets, "Volume")) {
            overTime.merge(
                    row.getCellText(0),
                    List.of(whole(row, 2), whole(row, 3)),
                    (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
        }
        assertThat(overTime)
                .containsEntry("All accounts", List.of(expected.inbound(EVERYBODY), expected.outbound(EVERYBODY)));
        for (String company : expected.companies()) {
            assertThat(overTime).containsEntry(company, List.of(expected.inbound(company), expected.outbound(company)));
        }
        assertThat(body(sheets, "Hours").stream()
                        .mapToLong(row -> whole(row, 2))
                        .sum())
                .isEqualTo(expected.inbound(EVERYBODY));
    }

    private List<Long> counts(String company) {
        return List.of(
                expected.inbound(company),
                expected.outbound(company),
                expected.conversations(company),
                expected.firstResponseSeconds(company, 0.5),
                expected.firstResponseSeconds(company, 0.9));
    }

    private static List<Row> body(Map<String, List<Row>> sheets, String name) {
        List<Row> rows = sheets.getOrDefault(name, List.of());
        assertThat(rows).as(name).hasSizeGreaterThan(1);
        return rows.subList(1, rows.size());
    }

    private static double value(Row row, int column) {
        return row.getCellAsNumber(column).orElseThrow().doubleValue();
    }

    private static long whole(Row row, int column) {
        return Math.round(value(row, column));
    }

    /** Spreadsheets keep durations in days. */
    private static long seconds(double days) {
        return Math.round(days * Duration.ofDays(1).toSeconds());
    }

    @Test
    void secondRun_givesTheSameFigures_andNoServerIsLeft() throws IOException, InterruptedException {
        assertThat(launcher.servers()).isEmpty();
        Path again = launcher.var().resolve("again");
        demo(again);
        assertThat(summary(again)).isEqualTo(summary);
        for (String table : List.of("leads.csv", "tickets.csv")) {
            assertThat(texts(again.resolve(table))).isEqualTo(texts(out.resolve(table)));
        }
        assertThat(launcher.servers()).isEmpty();
    }

    private static List<String> texts(Path table) throws IOException {
        return rows(table).stream().map(row -> row.get("text")).sorted().toList();
    }
}
