package org.rostrum.channels.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rostrum.channels.importing.Contents.bytes;
import static org.rostrum.channels.importing.Contents.gzip;
import static org.rostrum.channels.importing.Contents.lines;
import static org.rostrum.channels.importing.Contents.zip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.OutcomeUnknownException;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.intake.Rejection;
import org.rostrum.api.problem.Problem;
import org.rostrum.channels.ChannelTables;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.MemoryChannels;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

class ImportsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final MemoryArchive archive = new MemoryArchive();
    private final MemoryAccounts accounts = MemoryAccounts.with("acme", "Acme");
    private final MemoryChannels channels = new MemoryChannels();
    private final QueuedTimedWork work = new QueuedTimedWork();
    private final ManualClock clock = new ManualClock(NOW);
    private final Formats formats = new Formats();
    private @Nullable TestDatabase open;

    @BeforeEach
    void installFormat() {
        formats.addFormat(new LinesFormat());
    }

    @AfterEach
    void closeDatabase() {
        if (open != null) {
            open.close();
        }
    }

    private ImportConfig config(long maxBytes) {
        return Configs.of(
                ImportConfig.class,
                Map.of("folder", folder.toString(), "maxBytes", maxBytes, "batchRecords", 10, "batchCharacters", 1000));
    }

    private Imports imports(Database.Engine engine, FixedAccess access) throws IOException {
        if (open == null) {
            open = TestDatabase.open(engine);
        }
        return new Imports(
                new ChannelTables(open.database()),
                accounts,
                formats,
                work,
                access,
                new RecordingAuditLog(),
                clock,
                config(1L << 20));
    }

    private Imports imports(Database.Engine engine) throws IOException {
        return imports(engine, FixedAccess.everything());
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void sameFile_sentSeveralTimesAtOnce_isTakenOnce(Database.Engine engine) throws Exception {
        Imports imports = imports(engine);
        int senders = 6;
        CyclicBarrier together = new CyclicBarrier(senders);
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        try {
            List<Callable<Integer>> uploads = IntStream.range(0, senders)
                    .<Callable<Integer>>mapToObj(sender -> () -> {
                        together.await(20, TimeUnit.SECONDS);
                        try {
                            imports.start(
                                    new ImportRequest("file" + sender + ".lines", null, "acme", false, false, Map.of()),
                                    new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8)));
                            return 202;
                        } catch (Problem refused) {
                            return refused.kind().status();
                        }
                    })
                    .toList();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> upload : threads.invokeAll(uploads)) {
                answers.add(upload.get());
            }
            assertThat(answers).containsOnlyOnce(202).hasSize(senders);
            assertThat(answers.stream().filter(answer -> answer == 409)).hasSize(senders - 1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(imports.list(null, 10).items()).hasSize(1);
    }

    @Test
    void nameWithControlCharacters_isRefused() throws IOException {
        Imports imports = imports(Database.Engine.DERBY);
        for (String bad : List.of("a\0.lines", "a\nb.lines", "a\u001b[2J.lines", "\ud83d.lines")) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> imports.start(
                            new ImportRequest(bad, null, "acme", false, false, Map.of()),
                            new ByteArrayInputStream(new byte[] {'a'})))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("fileName"));
        }
    }

    private ImportTask task(Imports imports, Archive into) {
        return new ImportTask(
                new ChannelTables(java.util.Objects.requireNonNull(open).database()),
                imports,
                formats,
                into,
                accounts,
                channels,
                FixedAccess.everything(),
                new RecordingMetrics(),
                clock);
    }

    private static ImportRequest request(boolean perSource, boolean again) {
        return new ImportRequest("talk.lines", null, "acme", perSource, again, Map.of());
    }

    private ImportRun runAll(Imports imports, ImportRun run) {
        assertThat(work.runDue(task(imports, archive), NOW.plusSeconds(3600))).isPositive();
        return imports.find(run.id()).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void start_storesWhatIsGood_andSetsAsideWhatIsBad(Database.Engine engine) throws Exception {
        Imports imports = imports(engine);
        ImportRun run = imports.start(request(false, false), bytes(lines(0, 25) + "bad\n" + lines(20, 40)));
        assertThat(run.state()).isEqualTo(ImportRun.State.WAITING);
        ImportRun done = runAll(imports, run);
        assertThat(done.state()).isEqualTo(ImportRun.State.COMPLETED);
        assertThat(List.of(done.records(), done.stored(), done.duplicates(), done.rejected()))
                .containsExactly(46L, 40L, 5L, 1L);
        assertThat(done.bytesRead()).isEqualTo(done.bytes());
        List<Rejection> rejections = new ArrayList<>();
        imports.rejections(run.id(), rejections::add);
        assertThat(rejections).containsExactly(new Rejection(26, 26, "text", "There is no text\u2400.", "bad"));
        try (Stream<Path> files = Files.list(folder.resolve("rejected"))) {
            List<Path> reject = files.toList();
            assertThat(reject).hasSize(1);
            assertThat(Files.readString(reject.get(0))).contains("\"line\":26").endsWith("}\n");
        }
        assertRefused(
                Problem.Kind.INVALID,
                "option.mood",
                () -> imports.start(
                        new ImportRequest("x.lines", null, "acme", false, false, Map.of("mood", "bad")),
                        bytes("hello")));
        try (Stream<Path> waiting = Files.list(folder.resolve("waiting"))) {
            assertThat(waiting).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void run_goesOnBehindTheLastBatch_whenItWasCutOff(Database.Engine engine) throws Exception {
        Imports imports = imports(engine);
        ImportRun run = imports.start(request(false, false), bytes(lines(0, 35) + "bad\n" + lines(35, 60)));
        Archive broken = (Archive) java.lang.reflect.Proxy.newProxyInstance(
                Archive.class.getClassLoader(), new Class<?>[] {Archive.class}, (proxy, method, arguments) -> {
                    if (archive.totals().activities() >= 30) {
                        throw new IllegalStateException("power cut");
                    }
                    return method.invoke(archive, arguments);
                });
        work.runDue(task(imports, broken), NOW);
        ImportRun half = imports.find(run.id()).orElseThrow();
        assertThat(half.state()).isEqualTo(ImportRun.State.RUNNING);
        assertThat(half.records()).isEqualTo(30);
        ImportRun done = runAll(imports, run);
        assertThat(done.state()).isEqualTo(ImportRun.State.COMPLETED);
        assertThat(List.of(done.records(), done.stored(), done.duplicates(), done.rejected()))
                .containsExactly(61L, 60L, 0L, 1L);
    }

    @Test
    void run_goesOn_howeverManyOutagesThereAre_whenSomethingIsStoredBetweenThem() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        ImportRun run = imports.start(request(false, false), bytes(lines(0, 200)));
        int[] appended = {0};
        Archive flaky = (Archive) java.lang.reflect.Proxy.newProxyInstance(
                Archive.class.getClassLoader(), new Class<?>[] {Archive.class}, (proxy, method, arguments) -> {
                    if (appended[0]++ % 2 == 1) {
                        throw new DatabaseException("gone", new SQLException("gone", "08006"));
                    }
                    return method.invoke(archive, arguments);
                });
        assertThat(work.runDue(task(imports, flaky), NOW.plusSeconds(60))).isGreaterThan(10);
        ImportRun done = imports.find(run.id()).orElseThrow();
        assertThat(done.state()).as(done.message()).isEqualTo(ImportRun.State.COMPLETED);
        assertThat(List.of(done.records(), done.stored(), done.duplicates())).containsExactly(200L, 200L, 0L);
    }

    @Test
    void run_writesTheRejectFileBeforeItEnds_soThatACrashCannotLoseIt() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        ImportRun run = imports.start(request(false, false), bytes(lines(0, 5) + "bad\n"));
        Path rejected = folder.resolve("rejected").resolve(run.id() + "-talk.lines.rejected.jsonl");
        // the end of the run is dated by the clock: at that moment the file must be there
        List<Boolean> there = new ArrayList<>();
        Clock watching = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                there.add(Files.exists(rejected));
                return NOW;
            }
        };
        ImportTask task = new ImportTask(
                new ChannelTables(java.util.Objects.requireNonNull(open).database()),
                imports,
                formats,
                archive,
                accounts,
                channels,
                FixedAccess.everything(),
                new RecordingMetrics(),
                watching);
        assertThat(work.runDue(task, NOW.plusSeconds(3600))).isPositive();
        assertThat(there).isNotEmpty().last().isEqualTo(true);
        assertThat(imports.find(run.id()).orElseThrow().state()).isEqualTo(ImportRun.State.COMPLETED);
    }

    @Test
    void run_stopsWhereTheFileBreaks_andKeepsWhatCameBefore() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        ImportRun done = runAll(imports, imports.start(request(false, false), bytes(lines(0, 13) + "end\n")));
        assertThat(done.state()).isEqualTo(ImportRun.State.FAILED);
        assertThat(done.message()).isEqualTo("The file ends in line 14.");
        assertThat(done.stored()).isEqualTo(13);
        // a failed file may be sent again
        assertThat(imports.start(request(false, false), bytes(lines(0, 13) + "end\n"))
                        .id())
                .isGreaterThan(done.id());
    }

    @Test
    void start_refusesTheSameFile_unlessAskedTo() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        runAll(imports, imports.start(request(false, false), bytes(lines(0, 3))));
        assertRefused(Problem.Kind.CONFLICT, "content", () -> imports.start(request(false, false), bytes(lines(0, 3))));
        ImportRun again = runAll(imports, imports.start(request(false, true), bytes(lines(0, 3))));
        assertThat(again.duplicates()).isEqualTo(3);
        assertThat(archive.totals().activities()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void start_keepsTheFile_whenNobodyKnowsWhetherTheImportWasNoted(Database.Engine engine) throws Exception {
        Imports imports = imports(engine);
        Database real = Objects.requireNonNull(open).database();
        AtomicBoolean lost = new AtomicBoolean();
        Database losing = (Database) java.lang.reflect.Proxy.newProxyInstance(
                Database.class.getClassLoader(), new Class<?>[] {Database.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    if (lost.get() && method.getName().equals("transaction")) {
                        throw new OutcomeUnknownException("no answer", null);
                    }
                    return result;
                });
        Imports shaky = new Imports(
                new ChannelTables(losing),
                accounts,
                formats,
                work,
                FixedAccess.everything(),
                new RecordingAuditLog(),
                clock,
                config(1L << 20));
        lost.set(true);
        assertThatThrownBy(() -> shaky.start(request(false, false), bytes(lines(0, 25))))
                .isInstanceOf(OutcomeUnknownException.class);

        ImportRun noted = imports.list(null, 10).items().get(0);
        ImportRun done = runAll(imports, noted);
        assertThat(done.state()).isEqualTo(ImportRun.State.COMPLETED);
        assertThat(done.stored()).isEqualTo(25);
    }

    @Test
    void accountPerSource_makesAccountsAndChannels() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        runAll(imports, imports.start(request(true, false), bytes("Apple_Support 1 a\nŁódź 2 b\nApple_Support 3 c\n")));
        String lodz = accounts.children("acme").get(1).id();
        assertThat(lodz).matches("odz-[0-9a-f]{10}");
        assertThat(accounts.children("acme"))
                .extracting(account -> account.id() + "=" + account.name())
                .containsExactly("apple-support=Apple_Support", lodz + "=Łódź");
        assertThat(channels.list(null, null, 10).items())
                .extracting(channel -> channel.id())
                .containsExactly("apple-support.test", lodz + ".test");
    }

    @Test
    void accountPerSource_keepsNamesApart_thatDifferInWhatIdsCannotHold() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        runAll(
                imports,
                imports.start(
                        request(true, false),
                        bytes("東京Store 1 a\n大阪Store 2 b\nA&B 3 c\nA_B 4 d\n東京 5 e\n大阪 6 f\nA&B 7 g\n")));
        assertThat(accounts.children("acme"))
                .extracting(account -> account.name())
                .containsExactlyInAnyOrder("東京Store", "大阪Store", "A&B", "A_B", "東京", "大阪");
    }

    @Test
    void start_readsGzipAndZip() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        assertThat(runAll(imports, imports.start(request(false, false), gzip(lines(0, 12))))
                        .stored())
                .isEqualTo(12);
        assertThat(runAll(imports, imports.start(request(false, false), zip(lines(20, 29), "a/talk.lines")))
                        .stored())
                .isEqualTo(9);
        assertRefused(
                Problem.Kind.UNPROCESSABLE,
                "content",
                () -> imports.start(request(false, false), zip(lines(0, 2), "a.lines", "b.lines")));
    }

    @Test
    void run_endsADecompressionBomb() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        ImportRun done = runAll(
                imports, imports.start(request(false, false), gzip(("- 1 " + "x".repeat(60_000) + "\n").repeat(4000))));
        assertThat(done.state()).isEqualTo(ImportRun.State.FAILED);
        assertThat(done.message()).contains("decompression bomb").contains("maxExpansion");
    }

    @Test
    void run_saysThatACompressedFileIsCutOff() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        byte[] whole = gzip(lines(0, 40_000)).readAllBytes();
        ImportRun done = runAll(
                imports,
                imports.start(
                        request(false, false), new ByteArrayInputStream(whole, 0, whole.length - whole.length / 3)));
        assertThat(done.state()).isEqualTo(ImportRun.State.FAILED);
        assertThat(done.message()).contains("cut off");
        assertThat(done.stored()).isPositive();
    }

    @Test
    void start_refusesWhatItCannotTake() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        assertRefused(Problem.Kind.INVALID, "content", () -> imports.start(request(false, false), bytes("")));
        assertRefused(
                Problem.Kind.TOO_LARGE,
                null,
                () -> imports.start(request(false, false), new ByteArrayInputStream(new byte[(1 << 20) + 1])));
        assertRefused(
                Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
                "format",
                () -> imports.start(new ImportRequest("x.docx", null, "acme", false, false, Map.of()), bytes("hello")));
        assertRefused(
                Problem.Kind.INVALID,
                "format",
                () -> imports.start(new ImportRequest("x", "odd", "acme", false, false, Map.of()), bytes("hello")));
        assertRefused(
                Problem.Kind.INVALID,
                "account",
                () -> imports.start(
                        new ImportRequest("x.lines", null, "nobody", false, false, Map.of()), bytes("hello")));
        try (Stream<Path> waiting = Files.list(folder.resolve("waiting"))) {
            assertThat(waiting).isEmpty();
        }
    }

    @Test
    void run_storesFewerRecordsAtOnce_whenTheyAreLarge() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        String large = "x".repeat(600);
        ImportRun run = imports.start(
                request(false, false),
                bytes(lines(0, 10) + "- large1 " + large + "\n- large2 " + large + "\n- last x\n"));
        List<Integer> batches = new ArrayList<>();
        Archive watched = (Archive) java.lang.reflect.Proxy.newProxyInstance(
                Archive.class.getClassLoader(), new Class<?>[] {Archive.class}, (proxy, method, arguments) -> {
                    batches.add(((Intake) arguments[0]).entries().size());
                    return archive.append((Intake) arguments[0]);
                });
        work.runDue(task(imports, watched), NOW.plusSeconds(60));
        assertThat(batches.get(0)).isEqualTo(10);
        assertThat(batches.subList(1, batches.size())).doesNotContain(10).hasSizeGreaterThan(1);
        assertThat(imports.find(run.id()).orElseThrow().stored()).isEqualTo(13);
    }

    @Test
    void cancel_stopsAfterTheBatchAtHand() throws Exception {
        Imports imports = imports(Database.Engine.DERBY);
        ImportRun run = imports.start(request(false, false), bytes(lines(0, 100)));
        Archive cancelling = (Archive) java.lang.reflect.Proxy.newProxyInstance(
                Archive.class.getClassLoader(), new Class<?>[] {Archive.class}, (proxy, method, arguments) -> {
                    IntakeResult result = archive.append((Intake) arguments[0]);
                    if (archive.totals().activities() == 20) {
                        Thread other = new Thread(() -> imports.cancel(run.id()));
                        other.start();
                        other.join();
                    }
                    return result;
                });
        work.runDue(task(imports, cancelling), NOW.plusSeconds(60));
        ImportRun done = imports.find(run.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(ImportRun.State.CANCELLED);
        assertThat(done.records()).isEqualTo(20L);
        assertRefused(Problem.Kind.CONFLICT, null, () -> imports.cancel(run.id()));
    }

    @Test
    void everything_needsItsPermission() throws Exception {
        Imports reader = imports(Database.Engine.DERBY, FixedAccess.only("imports:read"));
        assertThat(reader.list(null, 5).items()).isEmpty();
        assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.start(request(false, false), bytes("- 1 a")));
        assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.cancel(1));
        Imports nobody = imports(Database.Engine.DERBY, FixedAccess.anonymous());
        assertRefused(Problem.Kind.UNAUTHENTICATED, null, () -> nobody.find(1));
        assertRefused(Problem.Kind.UNAUTHENTICATED, null, () -> nobody.list(null, 5));
        assertRefused(Problem.Kind.UNAUTHENTICATED, null, () -> nobody.rejections(1, rejection -> {}));
    }

    private static void assertRefused(Problem.Kind kind, @Nullable String field, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }
}
