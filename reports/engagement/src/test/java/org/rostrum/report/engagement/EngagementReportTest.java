package org.rostrum.report.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintText;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.security.Requester;
import org.rostrum.spi.report.ReportContent;
import org.rostrum.spi.report.ReportContent.Label;

class EngagementReportTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final Period OCTOBER = Period.containing(PeriodKind.MONTH, LocalDate.of(2026, 10, 5), WARSAW);

    /** Two brands: one answers after 1, 2 and 3 hours and leaves one open, the other after 10 minutes. */
    private static FakeWorld world() {
        return new FakeWorld()
                .account("acme", null, "Acme")
                .account("north", "acme", "Północ")
                .account("south", "acme", "متجر الجنوب")
                .account("idle", "acme", "Idle")
                .account("other", null, "Somebody else")
                .talk("north", "p1", "2026-08-01T10:00:00Z", Duration.ofHours(1))
                .talk("north", "p1", "2026-09-10T10:00:00Z", Duration.ofHours(4))
                .talk("north", "p1", "2026-10-05T12:10:00Z", Duration.ofHours(1))
                .talk("north", "p2", "2026-10-05T12:20:00Z", Duration.ofHours(2))
                .talk("north", "p3", "2026-10-06T08:00:00Z", Duration.ofHours(3))
                .talk("north", "p3", "2026-10-07T08:00:00Z", null)
                .talk("south", "p9", "2026-09-30T22:30:00Z", Duration.ofMinutes(10))
                .talk("other", "p1", "2026-10-05T12:00:00Z", Duration.ofHours(9))
                .lead("north", "2026-10-05T12:10:00Z")
                .ticket("north", "2026-10-06T08:00:00Z")
                .ticket("north", "2026-10-07T08:00:00Z")
                .ticket("south", "2026-09-30T22:30:00Z")
                .ticket("north", "2026-09-10T10:00:00Z")
                .ticket("other", "2026-10-05T12:00:00Z");
    }

    private static String text(byte[] pdf, int firstPage, int lastPage) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setStartPage(firstPage);
            stripper.setEndPage(lastPage);
            return stripper.getText(document);
        }
    }

    private static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    private static List<Map<String, Object>> rows(ReportContent content, Predicate<Map<String, Object>> which) {
        return content.rows().stream().filter(which).toList();
    }

    @Test
    void collect_countsTheSubtreeInTheZoneOfThePeriod() {
        Engagement engagement = world().engagement("acme", OCTOBER);
        Figures whole = engagement.whole().now();
        // 30 September 22:30 UTC is 1 October in Warsaw
        assertThat(whole.inbound()).isEqualTo(5);
        assertThat(whole.outbound()).isEqualTo(4);
        assertThat(whole.contacts()).isEqualTo(4);
        assertThat(whole.responses().conversations()).isEqualTo(5);
        assertThat(whole.responses().answered()).isEqualTo(4);
        assertThat(whole.responses().medianSeconds()).isEqualTo(3600);
        assertThat(whole.responses().p90Seconds()).isEqualTo(3 * 3600);
        assertThat(whole.answeredShare()).isEqualTo(0.8);
        assertThat(engagement.whole().open()).isEqualTo(1);
        assertThat(engagement.whole().before().inbound()).isEqualTo(1);
        assertThat(whole.cases()).isEqualTo(new CaseCounts(1, 3));
        assertThat(engagement.whole().before().cases()).isEqualTo(new CaseCounts(0, 1));
        assertThat(engagement.comparison()).isEqualTo(Engagement.Comparison.FULL);
        // Acme itself only holds the others; Idle is a brand that nobody wrote to, and that is worth a line
        assertThat(engagement.accounts())
                .extracting(Engagement.Part::name)
                .containsExactly("Północ", "متجر الجنوب", "Idle");
        assertThat(engagement.pages()).isEmpty();
        assertThat(engagement.small()).extracting(Engagement.Part::name).containsExactly("Północ", "متجر الجنوب");
        assertThat(engagement.whole().series().heat().peaks())
                .containsExactly(new HeatMap.Peak(java.time.DayOfWeek.MONDAY, 14, 2));
    }

    @Test
    void collect_ofUnknownAccount_isAProblem() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> world().report("nobody", OCTOBER, "en"))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void comparison_isLeftOut_whenTheArchiveDoesNotReachBack() {
        assertThat(world().engagement(null, OCTOBER).comparison()).isEqualTo(Engagement.Comparison.FULL);
        Period august = new Period(LocalDate.of(2026, 8, 20), LocalDate.of(2026, 9, 20), WARSAW);
        assertThat(world().engagement(null, august).comparison()).isEqualTo(Engagement.Comparison.PARTIAL);
        Period first = new Period(LocalDate.of(2026, 8, 1), LocalDate.of(2026, 9, 1), WARSAW);
        assertThat(world().engagement(null, first).comparison()).isEqualTo(Engagement.Comparison.NONE);
        assertThat(new FakeWorld().engagement(null, first).comparison()).isEqualTo(Engagement.Comparison.NONE);
    }

    @Test
    void report_saysWhatItShows() throws IOException {
        byte[] pdf = Rendering.pdf(world().report("acme", OCTOBER, "en"), "en");
        String first = text(pdf, 1, 1);
        assertThat(first)
                .contains("Acme", "October 2026", "October 1, 2026 – October 31, 2026", "Europe/Warsaw")
                .contains("+4", "from 1", "80%", "Page 1 of 3")
                .contains("1 conversation waits for an answer, at Północ.")
                .contains("Leads", "+1", "from 0", "Tickets", "+2")
                .containsPattern("—:\\s+fewer\\s+than\\s+10\\s+answers,\\s+too\\s+few\\s+for\\s+a\\s+median\\.")
                .contains("Most inbound: October 5, 2026 (2)", "Busiest: Monday, 14:00 – 15:00 (2)")
                .doesNotContain("null", "NaN", "∞");
        String tables = text(pdf, 2, 2);
        assertThat(tables)
                .contains("Północ", "3 / 4", "75%", "Idle", "0 / 0", "Together", "4 / 5", "fewer than 10 answers")
                .contains("really measured", "Not yet checked for alterations.", "published between")
                .doesNotContain("Somebody else", "percentile", "3 h");
        assertThat(text(pdf, 3, 3))
                .contains("Smaller accounts", "fewer than 10 answers", "Północ", "Page 3 of 3")
                .doesNotContain("Busiest hours", "10 min");
    }

    @Test
    void report_embedsItsFonts_asSubsets_andHasBookmarks() throws IOException {
        byte[] pdf = Rendering.pdf(world().report("acme", OCTOBER, "en"), "en");
        List<String> names = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                assertThat(page.getMediaBox().getWidth()).isEqualTo(595);
                assertThat(page.getMediaBox().getHeight()).isEqualTo(842);
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).as("subset").matches("[A-Z]{6}\\+.*");
                    names.add(font.getName());
                }
            }
            assertThat(document.getDocumentCatalog().getDocumentOutline().children())
                    .extracting(item -> item.getTitle())
                    .containsExactly("Engagement report", "Północ", "متجر الجنوب");
        }
        assertThat(names).anyMatch(name -> name.contains("NotoSans-Bold")).anyMatch(name -> name.contains("Arabic"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB", "pl", "cs", "it", "de", "zh", "ar", "fi"})
    void report_canBeHadInEveryLanguage(String language) throws IOException {
        ReportContent content = world().report("acme", OCTOBER, language);
        byte[] pdf = Rendering.pdf(content, language);
        assertThat(pages(pdf)).isEqualTo(3);
        assertThat(text(pdf, 1, 3)).doesNotContain("{0}", "{1}", "{2}", "null", "???", "other:", "one:");
        assertThat(content.title()).doesNotContain("{");
        assertThat(content.summary().lines()).hasSize(5).noneMatch(line -> line.contains("{"));
    }

    @Test
    void report_inArabic_usesTheMirroredTemplate() {
        ReportContent content = world().report("acme", OCTOBER, "ar");
        assertThat(content.template().getPath()).endsWith("engagement-rtl.jasper");
        assertThat(world().report("acme", OCTOBER, "pl").template().getPath()).endsWith("/engagement.jasper");
    }

    @Test
    void report_ofAnEmptyArchive_saysSo_onOnePage() throws IOException {
        byte[] pdf = Rendering.pdf(new FakeWorld().account("acme", null, "Acme").report(null, OCTOBER, "en"), "en");
        assertThat(pages(pdf)).isEqualTo(1);
        assertThat(text(pdf, 1, 1))
                .contains("All accounts", "Nothing was said in this period", "The archive is empty")
                .contains("No change can be shown");
        byte[] nobody = Rendering.pdf(new FakeWorld().report(null, OCTOBER, "en"), "en");
        assertThat(pages(nobody)).isEqualTo(1);
    }

    @Test
    void report_ofOneAccount_hasNoSecondPageOfTheSame() throws IOException {
        byte[] pdf = Rendering.pdf(world().report("north", OCTOBER, "en"), "en");
        assertThat(pages(pdf)).isEqualTo(2);
        // three answers: no page shows a median of them, the first page as little as the table
        assertThat(text(pdf, 1, 1)).contains("Północ", "too few for a median").doesNotContain("All accounts", "2 h");
        assertThat(text(pdf, 2, 2)).contains("Północ", "too few for a median").doesNotContain("2 h");
        assertThat(world().report("north", OCTOBER, "en").summary())
                .contains("too few answers for a median")
                .doesNotContain("2 h", "—");
    }

    @Test
    void report_ofTwentyFourAccounts_hasAPageForEachWithEnoughToShow() throws IOException {
        FakeWorld world = Samples.brands(24);
        Engagement engagement = world.engagement("group", OCTOBER);
        byte[] pdf = Rendering.pdf(world.report("group", OCTOBER, "en"), "en");
        assertThat(engagement.pages()).hasSizeBetween(10, 22).allMatch(part -> conversations(part) >= 10);
        assertThat(engagement.small()).isNotEmpty().allMatch(part -> conversations(part) < 10);
        // "Silent One" and the group itself have nothing to show
        assertThat(engagement.pages().size() + engagement.small().size()).isEqualTo(23);
        // figures, table, method, and six small accounts a page
        assertThat(pages(pdf))
                .isEqualTo(3 + engagement.pages().size() + (engagement.small().size() + 5) / 6);
        assertThat(text(pdf, 1, pages(pdf))).contains("Příliš žluťoučký kůň", "<b>Bold & \"quoted\"</b>", "北京小店");
    }

    private static long conversations(Engagement.Part part) {
        return part.now().responses().conversations();
    }

    @Test
    void page_isForWhoHasTenConversations_orAHundredMessages() throws IOException {
        FakeWorld world = new FakeWorld().account("many", null, "Many").account("long", null, "Long");
        world.account("loud", null, "Loud");
        List<Instant> inbound = new ArrayList<>();
        List<Instant> outbound = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String at = "2026-10-1" + i + "T12:00:00Z";
            world.talk("many", "p" + i, at, null);
            inbound.add(Instant.parse(at));
        }
        for (int i = 0; i < 89; i++) {
            outbound.add(Instant.parse("2026-10-20T12:00:00Z").plusSeconds(i));
        }
        // 99 messages in 1 conversation, and 100
        world.talk("long", "q", inbound, outbound);
        world.talk("loud", "q", inbound, outbound).talk("loud", "r", "2026-10-21T12:00:00Z", null);
        Engagement engagement = world.engagement(null, OCTOBER);
        assertThat(engagement.pages()).extracting(Engagement.Part::id).containsExactly("many", "loud");
        assertThat(engagement.small()).extracting(Engagement.Part::id).containsExactly("long");
        byte[] pdf = Rendering.pdf(world.report(null, OCTOBER, "en"), "en");
        assertThat(text(pdf, 1, pages(pdf)))
                .containsPattern("at least\\s+10\\s+conversations,\\s+or\\s+at\\s+least\\s+100\\s+messages")
                .contains("fewer than 10 conversations and fewer than 100 messages in this period");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pl", "ar"})
    void figures_keepTheirDistance_howeverLongTheyAre(String language) {
        FakeWorld world = new FakeWorld().account("acme", null, "Acme");
        for (int i = 0; i < 30; i++) {
            world.talk("acme", "p" + i, "2026-10-1" + i % 10 + "T12:00:00Z", Duration.ofMinutes(11 * 60 + 49));
        }
        List<JRPrintText> figures = new ArrayList<>();
        for (JRPrintElement element : Rendering.fill(world.report(null, OCTOBER, language), language)
                .getPages()
                .get(0)
                .getElements()) {
            if (element instanceof JRPrintText text
                    && "figure".equals(text.getStyle().getName())) {
                figures.add(text);
            }
        }
        assertThat(figures).hasSize(10);
        assertThat(figures.get(5).getFullText()).isEqualTo(figures.get(6).getFullText());
        for (int i = 1; i < figures.size(); i++) {
            JRPrintText one = figures.get(i - 1);
            JRPrintText other = figures.get(i);
            if (one.getY() == other.getY()) {
                int gap = Math.max(one.getX(), other.getX())
                        - Math.min(one.getX() + one.getWidth(), other.getX() + other.getWidth());
                assertThat(gap).as(one.getFullText()).isGreaterThanOrEqualTo(16);
            }
            // nor are they made small for it
            assertThat(other.getFontSize()).isGreaterThan(13);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-05, 2026-10-01, en, the first month is incomplete",
        "2025-10-01, 2026-10-05, en, the last month is incomplete",
        "2025-10-05, 2026-10-05, en, the first and the last month are incomplete",
        "2026-09-01, 2026-11-20, en, the last week is incomplete",
        "2025-10-05, 2026-10-05, pl, pierwszy i ostatni miesiąc niepełne",
        "2026-09-01, 2026-11-20, de, die letzte Woche ist unvollständig",
    })
    void chart_saysWhichPieceIsIncomplete(LocalDate from, LocalDate to, String language, String words) {
        ReportContent content = world().report("acme", new Period(from, to, WARSAW), language);
        assertThat(rows(content, row -> "HEADING".equals(row.get("band"))))
                .first()
                .satisfies(row -> assertThat((String) row.get("caption")).contains(words));
    }

    @Test
    void report_ofADayAndOfTenYears() throws IOException {
        FakeWorld world = Samples.brands(6);
        Period day = Period.containing(PeriodKind.DAY, LocalDate.of(2026, 10, 25), WARSAW);
        assertThat(text(Rendering.pdf(world.report("group", day, "en"), "en"), 1, 1))
                .contains("per hour");
        Period decade = new Period(LocalDate.of(2017, 1, 1), LocalDate.of(2027, 1, 1), WARSAW);
        assertThat(text(Rendering.pdf(world.report("group", decade, "en"), "en"), 1, 1))
                .contains("per month", "The period was not over");
    }

    @Test
    void report_inZoneOfHalfHours_saysHowItsHoursCount() {
        Period kolkata = new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1), ZoneId.of("Asia/Kolkata"));
        List<String> notes = new Method(new Words(Locale.ENGLISH), world().engagement(null, kolkata))
                .notes().stream().map(Method.Note::about).toList();
        assertThat(notes).contains("Part hours");
        List<String> plain = new Method(new Words(Locale.ENGLISH), world().engagement(null, OCTOBER))
                .notes().stream().map(Method.Note::about).toList();
        assertThat(plain).doesNotContain("Part hours", "Unfinished");
    }

    @Test
    void report_namesWhoAskedForIt_andForWhom() throws IOException {
        FakeWorld world = Samples.brands(6);
        assertThat(asked(world, "b03", new Requester("jan", "group")))
                .contains("jan (Harbour & Linden Group), acting for ");
        assertThat(asked(world, "group", new Requester("jan", "group")))
                .contains("jan (Harbour & Linden Group)")
                .doesNotContain("acting");
        assertThat(asked(world, "group", new Requester("jan", null)))
                .contains("Asked for by")
                .contains("jan");
        assertThat(text(Rendering.pdf(world.report("group", OCTOBER, "en"), "en"), 1, 99))
                .doesNotContain("Asked for by");
    }

    private static String asked(FakeWorld world, String account, Requester requester) throws IOException {
        ReportRequest request =
                new ReportRequest("engagement", account, OCTOBER, Locale.ENGLISH, Set.of(ReportFormat.PDF));
        return text(Rendering.pdf(world.pack().prepare(request, requester), "en"), 1, 99);
    }

    @Test
    void drawings_areWellFormed() throws Exception {
        ReportContent content = Samples.brands(6).report("group", OCTOBER, "ar");
        List<Map<String, Object>> drawn = rows(content, row -> row.containsKey("svg"));
        assertThat(drawn).hasSizeGreaterThan(15);
        for (Map<String, Object> row : drawn) {
            byte[] svg =
                    Objects.requireNonNull((String) row.get("svg")).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new java.io.ByteArrayInputStream(svg));
            assertThat(row.get("alt")).as("words for those who cannot see it").isNotNull();
        }
    }

    @Test
    void labels_ofEveryPeriod_areFew_andInOrder() {
        Words words = new Words(Locale.ENGLISH);
        for (int days = 1; days < 4000; days += 1 + days / 10) {
            Bins bins = Bins.of(new Period(
                    LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1).plusDays(days), WARSAW));
            List<VolumeChart.Label> labels = new VolumeChart(words, 499, 176).labels(bins);
            assertThat(labels).as(days + " days").hasSizeBetween(1, 16);
            assertThat(labels).extracting(VolumeChart.Label::bin).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void tables_areTypedAndUnrounded() {
        ReportContent content = world().report("acme", OCTOBER, "en");
        assertThat(content.tables())
                .extracting(ReportContent.Table::name)
                .containsExactly("Summary", "Volume", "Accounts", "Hours", "Open", "Method");
        for (ReportContent.Table table : content.tables()) {
            for (List<@Nullable Object> row : table.rows()) {
                assertThat(row).hasSize(table.columns().size());
            }
        }
        ReportContent.Table summary = content.tables().get(0);
        assertThat(summary.rows().get(0)).containsExactly(new Label("inbound", "Inbound messages"), 5L, 1L);
        assertThat(summary.rows().get(6))
                .containsExactly(
                        new Label("first_response_median_seconds", "First response, median"),
                        Duration.ofHours(1),
                        Duration.ofHours(4));
        assertThat(summary.rows()).last().satisfies(row -> assertThat(row)
                .containsExactly(
                        new Label("period", "Period"),
                        new Label("2026-10-01/2026-10-31", "October 1, 2026 – October 31, 2026"),
                        new Label("2026-08-31/2026-09-30", "August 31, 2026 – September 30, 2026")));
        ReportContent.Table volume = content.tables().get(1);
        assertThat(volume.rows().get(0))
                .containsExactly(new Label("all", "All accounts"), LocalDate.of(2026, 10, 1), 1L, 1L, null);
        assertThat(content.tables().get(2).rows())
                .extracting(row -> row.get(0))
                .containsExactly("Północ", "متجر الجنوب", "Idle", new Label("all", "Together"));
        assertThat(content.tables().get(2).rows().get(3)).contains(5L, 4L, 80.0, Duration.ofHours(3));
        assertThat(content.tables().get(4).rows()).containsExactly(List.of("Północ", 1L, "north"));
        assertThat(content.tables().get(3).rows()).hasSize(7 * 24);
    }

    @Test
    void tables_sayIt_whenNothingIsOpen_orThereIsNoPeriodBefore() {
        FakeWorld world = new FakeWorld().account("acme", null, "Acme");
        world.talk("acme", "p", "2026-10-05T10:00:00Z", Duration.ofHours(1)).lead("acme", "2026-10-05T10:00:00Z");
        List<ReportContent.Table> tables = world.report(null, OCTOBER, "en").tables();
        assertThat(tables.get(4).rows())
                .containsExactly(java.util.Arrays.asList(new Label("all", "No open conversations"), 0L, null));
        Label dash = new Label("", "—");
        List<List<@Nullable Object>> summary = tables.get(0).rows();
        assertThat(summary.subList(0, summary.size() - 1))
                .allSatisfy(row -> assertThat(row).last().isEqualTo(dash));
        assertThat(summary.get(summary.size() - 1).get(2)).isInstanceOfSatisfying(Label.class, why -> {
            assertThat(why.key()).isEmpty();
            assertThat(why.text()).startsWith("No change can be shown: the archive");
        });
        // a single account is all there is
        assertThat(tables.get(2).rows())
                .singleElement()
                .satisfies(row -> assertThat(row).startsWith("Acme").endsWith(1L, dash, 0L, dash));
    }

    @Test
    void keys_areThoseOfTheManual_inEveryLanguage() throws IOException {
        String manual = Files.readString(Path.of("../../docs/report-csv.md"));
        List<ReportContent.Table> english =
                world().report("acme", OCTOBER, "en").tables();
        for (ReportContent.Table table : english) {
            assertThat(manual)
                    .contains(table.columnKeys().stream()
                            .collect(Collectors.joining("`, `", "| `" + table.key() + "` | `", "` |")));
        }
        assertThat(manual.replaceAll("\\s+", " "))
                .contains(keys(english.get(0)).stream()
                        .collect(Collectors.joining("`, `", "Values of `figure`: `", "`.")));
        for (String language : List.of("pl", "ar", "zh")) {
            List<ReportContent.Table> tables =
                    world().report("acme", OCTOBER, language).tables();
            for (int i = 0; i < tables.size(); i++) {
                assertThat(tables.get(i).key()).isEqualTo(english.get(i).key());
                assertThat(tables.get(i).columnKeys())
                        .isEqualTo(english.get(i).columnKeys())
                        .allMatch(key -> key.matches("[a-z0-9_]+"));
            }
            assertThat(keys(tables.get(0))).isEqualTo(keys(english.get(0)));
            assertThat(keys(tables.get(5))).isEqualTo(keys(english.get(5)));
        }
    }

    private static List<String> keys(ReportContent.Table table) {
        return table.rows().stream()
                .map(row -> ((Label) Objects.requireNonNull(row.get(0))).key())
                .toList();
    }

    @Test
    void report_withoutAPeriodToCompare_saysItOnce_andShowsNoDashes() throws IOException {
        FakeWorld world = new FakeWorld().account("acme", null, "Acme");
        for (int i = 0; i < 40; i++) {
            world.talk("acme", "p" + i, "2026-10-0" + (1 + i % 9) + "T1" + i % 10 + ":00:00Z", Duration.ofHours(1 + i));
        }
        world.account("bolt", null, "Bolt");
        for (int i = 0; i < 31; i++) {
            world.talk("bolt", "q" + i, "2026-10-1" + i % 10 + "T12:00:00Z", Duration.ofMinutes(1 + i));
        }
        byte[] pdf = Rendering.pdf(world.report(null, OCTOBER, "en"), "en");
        assertThat(pages(pdf)).isEqualTo(4);
        assertThat(text(pdf, 1, 1)).contains("No change can be shown").doesNotContain("—", "from 0", "unchanged");
        assertThat(text(pdf, 3, 4)).contains("Acme", "Bolt").doesNotContain("—", "No change", "from ");
    }

    @Test
    void report_withoutRouting_hasNoLeadsAndTickets() throws IOException {
        ReportContent content = world().withoutRouting().report("acme", OCTOBER, "en");
        byte[] pdf = Rendering.pdf(content, "en");
        assertThat(text(pdf, 1, pages(pdf))).contains("Open").doesNotContain("Leads", "Tickets", "null");
        assertThat(content.summary()).doesNotContain("Leads");
        assertThat(content.tables().get(2).rows().get(0)).endsWith(1L, null, null, null, null);
    }

    @Test
    void leadsAndTickets_areInTheTables_withThoseOfThePeriodBefore() {
        List<ReportContent.Table> tables = world().report("acme", OCTOBER, "en").tables();
        assertThat(tables.get(0).rows())
                .contains(List.of(new Label("leads", "Leads"), 1L, 0L))
                .contains(List.of(new Label("tickets", "Tickets"), 3L, 1L));
        assertThat(tables.get(2).columns())
                .endsWith("Leads", "Leads, period before", "Tickets", "Tickets, period before");
        assertThat(tables.get(2).rows().get(0)).startsWith("Północ").endsWith(1L, 0L, 2L, 1L);
    }

    @Test
    void describe_isInTheLanguageAskedFor() {
        EngagementReport pack = world().pack();
        assertThat(pack.describe(Locale.GERMAN).title()).isEqualTo("Engagement-Bericht");
        assertThat(pack.describe(Locale.JAPANESE).title()).isEqualTo("Engagement report");
        assertThat(pack.describe(Locale.ENGLISH).locales()).hasSize(7);
        assertThat(pack.describe(Locale.ENGLISH).name()).isEqualTo("engagement");
    }
}
