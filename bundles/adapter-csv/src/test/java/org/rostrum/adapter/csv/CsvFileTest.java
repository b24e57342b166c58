package org.rostrum.adapter.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rostrum.adapter.csv.Deliveries.delivery;
import static org.rostrum.adapter.csv.Deliveries.payload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.ManualClock;

class CsvFileTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:15:30Z"));

    private Path path() {
        return folder.resolve("leads.csv");
    }

    private CsvFile file(long largest, CsvFile.Opener opener) {
        return new CsvFile(path(), Delimiter.COMMA, largest, new OlderFiles(folder, "leads", clock), opener);
    }

    private CsvFile file() {
        return file(MIB, FileChannel::open);
    }

    private static Row row(String id) {
        try {
            return Row.of(delivery("key-" + id, payload(id), 1), ZoneId.of("UTC"));
        } catch (DeliveryException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static List<String> keys(Path path) throws IOException {
        try (CSVParser parser = CSVParser.parse(path, UTF_8, CSVFormat.RFC4180)) {
            return parser.stream().skip(1).map(row -> row.get(row.size() - 1)).toList();
        }
    }

    private static DeliveryException failure(CsvFile file, Row row) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> file.append(row));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void append_makesAFileThatSpreadsheetsOpen() throws Exception {
        file().append(row("1"));

        byte[] bytes = Files.readAllBytes(path());
        assertThat(Arrays.copyOf(bytes, 3)).containsExactly(0xEF, 0xBB, 0xBF);
        assertThat(new String(bytes, 3, bytes.length - 3, UTF_8))
                .isEqualTo(
                        "\"id\",\"createdAt\",\"account\",\"accountName\",\"channel\",\"contactHandle\",\"contactName\","
                                + "\"summary\",\"text\",\"url\",\"language\",\"owner\",\"rule\",\"conversation\",\"idempotencyKey\"\r\n"
                                + "\"1\",\"2026-11-21T10:00:00Z\",\"acme\",\"Żółta Łódź\",\"acme-feed\",\"@joe\",\"\","
                                + "\"wants to \"\"buy\"\", soon\",\"first line\nsecond line\",\"https://example.org/1\",\"en\","
                                + "\"sales\",\"purchase\",\"12\",\"key-1\"\r\n");
    }

    @Test
    void append_writesEachKeyOnce_alsoAfterARestart() throws Exception {
        CsvFile file = file();
        file.append(row("1"));
        file.append(row("2"));
        file.append(row("1"));
        file().append(row("2"));

        assertThat(keys(path())).containsExactly("key-1", "key-2");
        assertThat(file.contains("key-1")).isTrue();
        assertThat(file().contains("key-2")).isTrue();
        assertThat(file().contains("key-3")).isFalse();
    }

    @Test
    void contains_isFalse_beforeThereIsAnything() throws Exception {
        assertThat(file().contains("key-1")).isFalse();
        assertThat(folder.resolve("leads.csv")).doesNotExist();
    }

    @Test
    void keys_thatLookLikeFormulas_areFound() throws Exception {
        Row formula = new Row(
                "1",
                "=1",
                row("1").cells().stream()
                        .map(cell -> cell.equals("key-1") ? "=1" : cell)
                        .toList());
        file().append(formula);

        assertThat(file().contains("=1")).isTrue();
        assertThat(file().contains("'=1")).isFalse();
    }

    @Test
    void halfWrittenRow_isRemovedAndWrittenAgain_whereverItWasCutOff() throws Exception {
        CsvFile file = file();
        file.append(row("1"));
        long whole = Files.size(path());
        file.append(row("2"));
        byte[] expected = Files.readAllBytes(path());

        for (int length = (int) whole; length < expected.length; length++) {
            Files.write(path(), Arrays.copyOf(expected, length));
            CsvFile restarted = file();
            // a row that lacks nothing but its line end is there
            assertThat(restarted.contains("key-2")).as("cut at %s", length).isEqualTo(length >= expected.length - 2);
            assertThat(restarted.contains("key-1")).isTrue();
            restarted.append(row("2"));
            restarted.append(row("3"));
            assertThat(keys(path())).as("cut at %s", length).containsExactly("key-1", "key-2", "key-3");
        }
    }

    @Test
    void halfWrittenHeader_isWrittenAgain_whereverItWasCutOff() throws Exception {
        file().append(row("1"));
        byte[] expected = Files.readAllBytes(path());
        int header = new Cells(Delimiter.COMMA).header().length;

        for (int length = 0; length <= header; length++) {
            Files.write(path(), Arrays.copyOf(expected, length));
            CsvFile restarted = file();
            assertThat(restarted.contains("key-1")).isFalse();
            restarted.append(row("1"));
            assertThat(Files.readAllBytes(path())).as("cut at %s", length).isEqualTo(expected);
        }
    }

    @Test
    void zeroesAtTheEnd_asAfterAPowerCut_areRemoved() throws Exception {
        file().append(row("1"));
        byte[] expected = Files.readAllBytes(path());
        Files.write(path(), new byte[4096], StandardOpenOption.APPEND);

        CsvFile restarted = file();
        assertThat(restarted.contains("key-1")).isTrue();
        restarted.append(row("1"));
        restarted.append(row("2"));

        assertThat(keys(path())).containsExactly("key-1", "key-2");
        assertThat(Arrays.copyOf(Files.readAllBytes(path()), expected.length)).isEqualTo(expected);
    }

    @Test
    void longFiles_areReadWhole() throws Exception {
        CsvFile file = file();
        List<String> expected = new ArrayList<>();
        for (int id = 0; id < 400; id++) {
            file.append(row(id + ""));
            expected.add("key-" + id);
        }
        Files.writeString(path(), "x".repeat(70_000), StandardOpenOption.APPEND);

        CsvFile restarted = file();
        restarted.append(row("399"));
        restarted.append(row("400"));

        expected.add("key-400");
        assertThat(keys(path())).isEqualTo(expected);
    }

    @Test
    void rowsRemovedByHand_areSeen() throws Exception {
        CsvFile file = file();
        file.append(row("1"));
        byte[] one = Files.readAllBytes(path());
        file.append(row("2"));
        Files.write(path(), one);

        assertThat(file.contains("key-2")).isFalse();
        file.append(row("3"));
        assertThat(keys(path())).containsExactly("key-1", "key-3");
    }

    @Test
    void fileSavedInAnotherForm_isPutAside_andStillLookedUp() throws Exception {
        CsvFile file = file();
        file.append(row("1"));
        String saved = Files.readString(path())
                .replace("\uFEFF", "")
                .replace("\r\n", "\n")
                .replace("\",\"", "\";\"");
        Files.writeString(path(), saved);

        assertThat(file.contains("key-1")).isTrue();
        file.append(row("2"));

        assertThat(keys(path())).containsExactly("key-2");
        assertThat(folder.resolve("leads-20261121T101530Z.csv")).hasContent(saved);
        assertThat(file.contains("key-1")).isTrue();
        assertThat(file.contains("key-2")).isTrue();
        assertThat(file.contains("key-3")).isFalse();
    }

    @Test
    void fileWithABrokenQuote_isPutAside_notCut() throws Exception {
        file().append(row("1"));
        file().append(row("2"));
        String broken = Files.readString(path()).replace("\"sales\",\"purchase\"", "\"sales\"s,\"purchase\"");
        Files.writeString(path(), broken);

        file().append(row("3"));

        assertThat(folder.resolve("leads-20261121T101530Z.csv")).hasContent(broken);
        assertThat(keys(path())).containsExactly("key-3");
    }

    @Test
    void fileThatHasGrownLarge_isPutAside_andStillLookedUp() throws Exception {
        CsvFile file = file(1000, FileChannel::open);
        for (int id = 0; id < 9; id++) {
            file.append(row(id + ""));
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .contains("leads.csv", "leads-20261121T101530Z.csv", "leads-20261121T101530Z-2.csv");
        }
        for (int id = 0; id < 9; id++) {
            assertThat(file(1000, FileChannel::open).contains("key-" + id)).isTrue();
        }
        assertThat(Files.size(path())).isLessThanOrEqualTo(1000);
    }

    @Test
    void rowLargerThanTheLargestFile_isWrittenAllTheSame() throws Exception {
        CsvFile file = file(10, FileChannel::open);
        file.append(row("1"));
        file.append(row("2"));

        assertThat(keys(path())).containsExactly("key-2");
        assertThat(file.contains("key-1")).isTrue();
    }

    @Test
    void append_isUnavailable_whileASpreadsheetHasItOpen() throws Exception {
        CsvFile file = file();
        file.append(row("1"));
        Path lock = Files.writeString(folder.resolve(".~lock.leads.csv#"), ",joe,desk,21.11.2026 10:00,file:///x;");

        DeliveryException failure = failure(file, row("2"));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("open in a spreadsheet").hasMessageContaining(".~lock.leads.csv#");
        assertThat(file.contains("key-1")).isTrue();
        Files.delete(lock);
        file.append(row("2"));
        assertThat(keys(path())).containsExactly("key-1", "key-2");
    }

    @Test
    void append_isUnavailable_whileTheFileIsLocked() throws Exception {
        CsvFile file = file();
        file.append(row("1"));
        try (FileChannel other = FileChannel.open(path(), StandardOpenOption.WRITE);
                FileLock lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(failure(file, row("2")).category()).isEqualTo(FailureCategory.UNAVAILABLE);
        }
        file.append(row("2"));
        assertThat(keys(path())).containsExactly("key-1", "key-2");
    }

    @Test
    void append_isUnavailableAndLeavesNothing_whenTheDiskIsFull() throws Exception {
        CsvFile file = file();
        file.append(row("1"));
        byte[] before = Files.readAllBytes(path());
        int record = new Cells(Delimiter.COMMA).record(row("2").cells()).length;

        for (int space : new int[] {0, 1, record / 2, record - 1}) {
            CsvFile full =
                    file(MIB, (path, options) -> new BreakingChannel(FileChannel.open(path, options), space, true));
            DeliveryException failure = failure(full, row("2"));
            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("leads.csv").hasMessageContaining("No space left");
            assertThat(Files.readAllBytes(path())).isEqualTo(before);
        }
        file.append(row("2"));
        assertThat(keys(path())).containsExactly("key-1", "key-2");
    }

    @Test
    void append_isOfUnknownOutcome_whenWhatWasWrittenCannotBeTakenBack() throws Exception {
        file().append(row("1"));
        AtomicBoolean broken = new AtomicBoolean(true);
        CsvFile file = file(MIB, (path, options) -> {
            FileChannel channel = FileChannel.open(path, options);
            return broken.get() ? new BreakingChannel(channel, 30, false) : channel;
        });

        assertThat(failure(file, row("2")).category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);

        broken.set(false);
        assertThat(file.contains("key-2")).isFalse();
        file.append(row("2"));
        assertThat(keys(path())).containsExactly("key-1", "key-2");
    }

    @Test
    void append_isUnavailable_whenTheFolderCannotBeMade() throws Exception {
        Path blocked = Files.writeString(folder.resolve("file"), "x").resolve("csv");
        CsvFile file = new CsvFile(
                blocked.resolve("leads.csv"),
                Delimiter.COMMA,
                MIB,
                new OlderFiles(blocked, "leads", clock),
                FileChannel::open);

        assertThat(failure(file, row("1")).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void append_worksFromSeveralThreads() throws Exception {
        CsvFile file = file(8000, FileChannel::open);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> results = new ArrayList<>();
        for (int id = 0; id < 200; id++) {
            // every row comes twice
            Row row = row(id / 2 + "");
            results.add(threads.submit(() -> {
                if (!file.contains(row.key())) {
                    file.append(row);
                }
                return null;
            }));
        }
        for (Future<?> result : results) {
            result.get();
        }
        threads.shutdown();

        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.toList()) {
                all.addAll(keys(path));
            }
        }
        assertThat(all).hasSizeBetween(100, 200);
        assertThat(all.stream().distinct()).hasSize(100);
    }
}
