package org.rostrum.connector.file.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.RecordingMetrics;

class WatchedFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final FixedAccess access = FixedAccess.anonymous();
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final RememberedImports imports = new RememberedImports(access);
    private final MemoryAccounts accounts = MemoryAccounts.with("acme", "Acme");
    private final Map<String, Object> config = new HashMap<>();
    private @Nullable WatchedFolder watched;

    @BeforeEach
    void configure() {
        config.putAll(Map.of("folder", folder.toString(), "accountId", "acme", "settleSeconds", 1, "rescanSeconds", 1));
    }

    @AfterEach
    void stop() throws Exception {
        if (watched != null) {
            watched.stop();
        }
    }

    private WatchedFolder watch() {
        WatchedFolder started = new WatchedFolder(
                Configs.of(WatchedFolderConfig.class, config), imports, accounts, access, Clock.systemUTC(), metrics);
        watched = started;
        return started;
    }

    /** A file that was moved in: complete when it is seen. */
    private Path put(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        return file;
    }

    private List<String> names(String shelf) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(shelf))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private void awaitNames(String shelf, String... names) {
        await().untilAsserted(() -> assertThat(names(shelf)).containsExactly(names));
    }

    @Test
    void file_isImported_andMovedAway() throws Exception {
        config.putAll(Map.of("accountPerSource", true, "format", "csv", "options", "delimiter=%3B&zone=Europe/Warsaw"));
        watch();
        put("posts.csv", "content");

        awaitNames("imported", "posts.csv");
        assertThat(imports.requests()).singleElement().satisfies(request -> {
            assertThat(request.fileName()).isEqualTo("posts.csv");
            assertThat(request.accountId()).isEqualTo("acme");
            assertThat(request.accountPerSource()).isTrue();
            assertThat(request.format()).isEqualTo("csv");
            assertThat(request.again()).isFalse();
            assertThat(request.options()).isEqualTo(Map.of("delimiter", ";", "zone", "Europe/Warsaw"));
        });
        assertThat(Files.exists(folder.resolve("posts.csv"))).isFalse();
        assertThat(names(".handing")).containsExactly(".lock");
        await().untilAsserted(() -> assertThat(metrics.count("rostrum.connector.file.files,outcome,imported"))
                .isEqualTo(1));
    }

    @Test
    void filesThatLieThereAtTheStart_areImported_oldestFirst() throws Exception {
        put("b.csv", "b");
        Files.setLastModifiedTime(put("a.csv", "a"), FileTime.from(Instant.now().minusSeconds(60)));
        watch();

        awaitNames("imported", "a.csv", "b.csv");
        assertThat(imports.requests()).extracting(request -> request.fileName()).containsExactly("b.csv", "a.csv");
    }

    @Test
    void growingFile_isLeftAlone_untilItHasSettled() throws Exception {
        watch();
        Path file = folder.resolve("slow.csv");
        Instant end = Instant.now().plusSeconds(3);
        String written = "";
        while (Instant.now().isBefore(end)) {
            written += "more\n";
            Files.writeString(file, written);
            assertThat(imports.requests()).isEmpty();
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        }

        awaitNames("imported", "slow.csv");
        assertThat(imports.contents()).containsExactly(written);
    }

    @Test
    void sameFileTwice_isRefused_withAClearAnswer() throws Exception {
        watch();
        put("one.csv", "same");
        awaitNames("imported", "one.csv");
        put("two.csv", "same");

        awaitNames("refused", "two.csv", "two.csv.problem.txt");
        // the file is there a moment before what it says
        await().untilAsserted(() -> assertThat(Files.readString(folder.resolve("refused/two.csv.problem.txt")))
                .contains("File: two.csv")
                .contains("The same file was imported before, as import 1."));
    }

    @Test
    void refusedFile_liesBesideItsProblem() throws Exception {
        imports.refuse(Problem.invalid("account", "There is no account \"acme\".", "Name an account that exists."));
        watch();
        put("a.csv", "a");

        awaitNames("refused", "a.csv", "a.csv.problem.txt");
        await().untilAsserted(() -> assertThat(Files.readString(folder.resolve("refused/a.csv.problem.txt")))
                .isEqualTo("File: a.csv\nProblem: There is no account \"acme\".\nField: account\n"
                        + "Remedy: Name an account that exists.\n"));
    }

    @Test
    void fileTakenInBeforeACrash_isMovedToImported_withANote() throws Exception {
        Path file = put("a.csv", "a");
        Files.createDirectories(folder.resolve(".handing"));
        Files.writeString(folder.resolve(".handing/a.csv"), Look.at(file).text());
        imports.refuse(Problem.of(Problem.Kind.CONFLICT, "The same file was imported before, as import 7."));
        watch();

        awaitNames("imported", "a.csv", "a.csv.note.txt");
        await().untilAsserted(() -> assertThat(Files.readString(folder.resolve("imported/a.csv.note.txt")))
                .contains("as import 7"));
    }

    @Test
    void markOfAFileThatWasPutAwayRightBeforeACrash_isRemoved() throws Exception {
        Files.createDirectories(folder.resolve(".handing"));
        Files.writeString(folder.resolve(".handing/gone.csv"), "1 2026-11-21T10:00:00Z");
        watch();

        await().untilAsserted(() -> assertThat(names(".handing")).containsExactly(".lock"));
    }

    @Test
    void importsThatAreNotAvailable_leaveTheFileWhereItIs_andItIsTriedAgain() throws Exception {
        imports.refuse(Problem.of(Problem.Kind.UNAVAILABLE, "Not now."));
        WatchedFolder watcher = watch();
        put("a.csv", "a");
        await().untilAsserted(() -> assertThat(watcher.execute().getStatus()).isEqualTo(Result.Status.WARN));
        assertThat(Files.exists(folder.resolve("a.csv"))).isTrue();

        imports.refuse(null);
        awaitNames("imported", "a.csv");
        await().untilAsserted(() -> assertThat(watcher.execute().getStatus()).isEqualTo(Result.Status.OK));
    }

    @Test
    void failureWithOneFile_doesNotStopTheOthers() throws Exception {
        imports.fail(new IllegalStateException("the database is away"));
        WatchedFolder watcher = watch();
        put("a.csv", "a");
        await().untilAsserted(() -> assertThat(watcher.execute().toString()).contains("the database is away"));

        imports.fail(null);
        put("b.csv", "b");
        awaitNames("imported", "a.csv", "b.csv");
    }

    @Test
    void fileThatChangesWhileItIsRead_isCancelled_andReadAgain() throws Exception {
        Path file = put("a.csv", "first");
        imports.whileReading(() -> {
            imports.whileReading(() -> {});
            try {
                Files.writeString(file, "first and second");
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });
        watch();

        awaitNames("imported", "a.csv");
        assertThat(imports.cancelled()).containsExactly(1L);
        assertThat(imports.contents()).containsExactly("first and second");
    }

    @Test
    void linksFoldersHiddenAndUnfinishedFiles_areLeftAlone() throws Exception {
        Path outside = Files.writeString(Files.createTempFile("outside", ".csv"), "secret");
        Files.createSymbolicLink(folder.resolve("link.csv"), outside);
        Files.createDirectories(folder.resolve("sub"));
        put("sub/inner.csv", "inner");
        put(".hidden.csv", "hidden");
        put("upload.csv.part", "part");
        put("seen.csv", "seen");
        watch();

        awaitNames("imported", "seen.csv");
        assertThat(imports.contents()).containsExactly("seen");
        assertThat(Files.exists(folder.resolve("sub/inner.csv"))).isTrue();
        Files.delete(outside);
    }

    @Test
    void nameThatIsTaken_getsANumber_andNothingIsOverwritten() throws Exception {
        watch();
        put("a.csv", "one");
        awaitNames("imported", "a.csv");
        put("a.csv", "two");

        awaitNames("imported", "a-2.csv", "a.csv");
        assertThat(Files.readString(folder.resolve("imported/a.csv"))).isEqualTo("one");
        assertThat(Files.readString(folder.resolve("imported/a-2.csv"))).isEqualTo("two");
    }

    @Test
    void secondWatcherOfAFolder_waits_andSaysSo() throws Exception {
        watch();
        put("a.csv", "a");
        awaitNames("imported", "a.csv");
        WatchedFolder second = new WatchedFolder(
                Configs.of(WatchedFolderConfig.class, config), imports, accounts, access, Clock.systemUTC(), metrics);

        await().untilAsserted(() -> assertThat(second.execute().toString()).contains("watched already"));
        second.stop();
    }

    @Test
    void accountThatDoesNotExist_isToldByTheHealth_andFilesWaitForIt() throws Exception {
        config.put("accountId", "nobody");
        WatchedFolder waiting = watch();
        put("a.csv", "a");

        await().untilAsserted(() -> {
            assertThat(waiting.execute().getStatus()).isEqualTo(Result.Status.WARN);
            assertThat(waiting.execute().toString()).contains("no account \"nobody\"", "accountId");
        });
        assertThat(folder.resolve("a.csv")).exists();

        accounts.create(new NewAccount("nobody", null, "Nobody", ZoneOffset.UTC));
        awaitNames("imported", "a.csv");
        await().untilAsserted(() -> assertThat(waiting.execute().getStatus()).isEqualTo(Result.Status.OK));
    }

    @Test
    void folderThatIsRemovedAndMadeAgain_isWatchedAgain() throws Exception {
        watch();
        put("a.csv", "a");
        awaitNames("imported", "a.csv");
        Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, moved);
        await().until(() -> Files.isDirectory(folder.resolve("imported")));
        put("b.csv", "b");

        awaitNames("imported", "b.csv");
    }

    @Test
    void stop_isPrompt_evenWhileABigFileIsRead() throws Exception {
        Path file = folder.resolve("big.csv");
        try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
            big.setLength(64L << 30); // takes no room on the disk, and minutes to read
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        imports.discardContent();
        WatchedFolder watcher = watch();
        await().until(imports::reading);
        long before = System.nanoTime();
        watcher.stop();
        watched = null;

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void settings_areChecked_byName() {
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "folder", "relative/path",
                        "accountId", " ",
                        "options", "novalue",
                        "settleSeconds", 0,
                        "rescanSeconds", 100_000)
                .entrySet()) {
            Map<String, Object> values = new HashMap<>(config);
            values.put(wrong.getKey(), wrong.getValue());
            assertThatThrownBy(() -> FolderSettings.of(Configs.of(WatchedFolderConfig.class, values)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong.getKey());
        }
    }

    @Test
    void defaults_areTheDocumentedOnes() {
        FolderSettings settings =
                FolderSettings.of(Configs.of(WatchedFolderConfig.class, Map.of("folder", "/in", "accountId", "acme")));

        assertThat(settings.accountPerSource()).isFalse();
        assertThat(settings.format()).isNull();
        assertThat(settings.options()).isEmpty();
        assertThat(settings.settle()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.rescan()).isEqualTo(Duration.ofSeconds(60));
    }
}
