package org.rostrum.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at fifteen random moments of each import on the assembled distribution with a small heap: of an upload, and
 * of a file from the watched folder. Two classes, so that the two databases can be tried side by side.
 *
 * <p>What the product promises, and what is done here accordingly: a file that was accepted (202, or moved to
 * {@code imported}) needs no further care, the server goes on by itself behind the last portion it has stored. A file whose
 * upload broke off without an answer is sent again, as a user would do; if it had arrived after all, that is refused with 409,
 * which names the import. A file in the watched folder is left where it is. Leads and tickets reach the CSV files exactly
 * once: a row carries its delivery's idempotency key, and what was being written during a kill is looked up by it.
 *
 * <p>The moments depend on the seed, which is printed; {@code -Drostrum.kill.seed=N} repeats them.
 */
abstract class KillTrial {
    private static final int ACTIVITIES = 24_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String PARENT = "companies";

    private final long seed = Long.getLong("rostrum.kill.seed", System.nanoTime() % 1_000_000);
    private final Random random = new Random(seed);
    private final Map<Kills.Stage, Integer> kills = new EnumMap<>(Kills.Stage.class);

    private Path folder;
    private Server server;
    private Path watched;
    private @Nullable Rest signedIn;
    private @Nullable Postgres postgres;

    enum Way {
        UPLOADED,
        DROPPED;

        EnlargedExcerpt file(Path folder) throws IOException {
            return switch (this) {
                case UPLOADED -> EnlargedExcerpt.write("uploaded", 1, ACTIVITIES, folder);
                case DROPPED -> EnlargedExcerpt.write("dropped", 2, ACTIVITIES, folder);
            };
        }
    }

    @BeforeEach
    void unpackServer(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temporary)
            throws IOException, InterruptedException {
        folder = temporary;
        watched = folder.resolve("inbox");
        server = Server.unpacked(folder, "160m");
    }

    private void startServer(boolean onPostgres) throws IOException, InterruptedException, SQLException {
        Path etc = Files.createDirectories(server.data().resolve("etc"));
        Files.writeString(
                etc.resolve("org.rostrum.connector.file.folder-inbox.cfg"),
                "folder = " + watched + "\naccountId = " + PARENT
                        + "\naccountPerSource = true\nsettleSeconds = 1\nrescanSeconds = 1\n");
        // small portions, so that the kills fall into many of them and between them
        Files.writeString(etc.resolve("org.rostrum.channels.importing.cfg"), "batchRecords = 250\n");
        if (onPostgres) {
            Postgres database = new Postgres();
            postgres = database;
            database.configure(etc);
        }
        server.begin();
        server.awaitReady();
        signedIn = Rest.signedIn(server.url(), "admin", server.firstPassword());
        rest().post("accounts", Map.of("id", PARENT, "name", "All companies"));
    }

    @AfterEach
    void endServer() throws SQLException {
        server.close();
        if (postgres != null) {
            postgres.close();
        }
    }

    /** Imports once in each of the ways, killed fifteen times during each, and compares what is there with what was given. */
    void nothingIsLostAndNothingDoubled(boolean onPostgres, List<Way> ways) throws Exception {
        say(ways + (onPostgres ? " into PostgreSQL" : " into Derby") + ", seed " + seed);
        startServer(onPostgres);
        Instant began = Instant.now();
        List<EnlargedExcerpt> files = new ArrayList<>();
        List<JsonNode> runs = new ArrayList<>();
        for (Way way : ways) {
            EnlargedExcerpt file = way.file(folder);
            files.add(file);
            runs.add(importWithKills(file, () -> way == Way.UPLOADED ? upload(file) : drop(file)));
        }
        awaitRouted();
        awaitDelivered();
        int all = kills.values().stream().mapToInt(Integer::intValue).sum();
        say(all + " kills in " + Duration.between(began, Instant.now()).toSeconds() + " s: " + kills);

        assertThat(all).isEqualTo(15 * files.size());
        // otherwise the moments were not spread over the import, and the test would show nothing
        assertThat(kills.getOrDefault(Kills.Stage.READING, 0)).isGreaterThanOrEqualTo(5 * files.size());
        for (int i = 0; i < files.size(); i++) {
            checkRun(runs.get(i), files.get(i));
        }
        checkArchive(files);
        checkCases(
                "leads", files.stream().flatMap(file -> file.leads().stream()).toList());
        checkCases(
                "tickets",
                files.stream().flatMap(file -> file.tickets().stream()).toList());
        checkFiles(runs, ways);
        server.stop();
    }

    /** Hands a file over and tells, once it knows, the number of the import; none when the answer did not come. */
    @FunctionalInterface
    private interface HandOver {
        Optional<Long> give() throws IOException, InterruptedException;
    }

    private JsonNode importWithKills(EnlargedExcerpt file, HandOver handOver) throws Exception {
        Optional<Long> id = Optional.empty();
        List<Kills.Kill> plan = Kills.plan(random);
        for (int i = 0; i < plan.size(); i++) {
            Kills.Kill kill = plan.get(i);
            Kills.Stage reached = kill.stage();
            String progress = "";
            switch (kill.stage()) {
                case HANDOVER -> {
                    server.awaitReady();
                    CompletableFuture<Optional<Long>> giving = id.isPresent()
                            ? CompletableFuture.completedFuture(id)
                            : CompletableFuture.supplyAsync(() -> giveOrBreakOff(handOver));
                    server.runFor(kill.after());
                    server.kill();
                    id = giving.join();
                }
                case READING -> {
                    if (id.isEmpty()) {
                        server.awaitReady();
                        id = handOver.give();
                    }
                    long before = firstAnswer("imports/" + id.orElseThrow())
                            .path("records")
                            .asLong();
                    JsonNode run =
                            awaitRecords(id.orElseThrow(), before + (long) ((file.lines() - before) * kill.share()));
                    server.runFor(kill.after());
                    JsonNode last = rest().get("imports/" + id.orElseThrow());
                    server.kill();
                    progress = run.path("records") + "-" + last.path("records") + " of " + file.lines();
                    reached = last.hasNonNull("finished") ? Kills.Stage.END : kill.stage();
                }
                case END -> {
                    server.awaitReady();
                    if (id.isEmpty()) {
                        id = handOver.give();
                    }
                    awaitRecords(id.orElseThrow(), file.lines());
                    server.runFor(kill.after());
                    server.kill();
                }
                case BOOT -> {
                    server.begin();
                    server.runFor(kill.after());
                    server.kill();
                }
            }
            kills.merge(reached, 1, Integer::sum);
            say("  killed: " + kill + " " + progress);
            boolean bootIsNext = i + 1 < plan.size() && plan.get(i + 1).stage() == Kills.Stage.BOOT;
            if (!bootIsNext) {
                server.begin();
            }
        }
        server.awaitReady();
        return await("the import's end", "imports/" + id.orElseThrow(), run -> run.hasNonNull("finished"));
    }

    private Rest rest() {
        if (signedIn == null) {
            throw new IllegalStateException("nobody has signed in");
        }
        return signedIn;
    }

    private static Optional<Long> giveOrBreakOff(HandOver handOver) {
        try {
            return handOver.give();
        } catch (IOException brokenOff) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Long> upload(EnlargedExcerpt file) throws IOException, InterruptedException {
        Rest.Answer answer = rest().upload(
                        "imports?accountPerSource=true&account=" + PARENT + "&fileName="
                                + URLEncoder.encode(String.valueOf(file.file().getFileName()), StandardCharsets.UTF_8),
                        file.file());
        if (answer.status() == 409) {
            return findImport(file);
        }
        return Optional.of(answer.good().path("id").asLong());
    }

    private Optional<Long> drop(EnlargedExcerpt file) throws IOException {
        Path name = file.file().getFileName();
        if (Files.exists(file.file())) {
            Files.move(file.file(), watched.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        return Optional.of(Awaitility.await("the file is taken in")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> findImport(file), Optional::isPresent)
                .orElseThrow());
    }

    private Optional<Long> findImport(EnlargedExcerpt file) throws IOException, InterruptedException {
        String name = String.valueOf(file.file().getFileName());
        return rest().all("imports").stream()
                .filter(run -> run.path("request").path("fileName").asText().equals(name))
                .map(run -> run.path("id").asLong())
                .findFirst();
    }

    private JsonNode awaitRecords(long id, long records) {
        return await(
                records + " records of import " + id,
                "imports/" + id,
                run -> run.path("records").asLong() >= records || run.hasNonNull("finished"));
    }

    /** What a server that is still starting answers as soon as it does: it goes on reading before it is ready. */
    private JsonNode firstAnswer(String path) {
        return Awaitility.await("an answer")
                .atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(25))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> rest().get(path), answer -> true);
    }

    private void awaitRouted() {
        long archived = await("totals", "archive/totals", totals -> true)
                .path("activities")
                .asLong();
        await(
                "routing",
                "routing-rules/progress",
                progress -> progress.path("routedUpTo").asLong() >= archived);
    }

    private void awaitDelivered() {
        await(
                "deliveries",
                "deliveries/figures",
                figures -> figures.path("waiting").asLong() == 0
                        && figures.path("sending").asLong() == 0);
    }

    private JsonNode await(String what, String path, java.util.function.Predicate<JsonNode> good) {
        try {
            return Awaitility.await(what)
                    .atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(25))
                    .until(() -> rest().get(path), good);
        } catch (RuntimeException failure) {
            failure.addSuppressed(new IOException(server.tail()));
            throw failure;
        }
    }

    private void checkRun(JsonNode run, EnlargedExcerpt file) throws IOException, InterruptedException {
        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("COMPLETED");
        assertThat(run.path("records").asLong()).isEqualTo(file.lines());
        assertThat(run.path("stored").asLong()).isEqualTo(file.directions().size());
        assertThat(run.path("duplicates").asLong()).isEqualTo(file.duplicates());
        assertThat(run.path("rejected").asLong()).isEqualTo(file.rejected().size());
        List<Long> rejected = new ArrayList<>();
        for (JsonNode rejection : rest().lines("imports/" + run.path("id") + "/rejections")) {
            rejected.add(rejection.path("record").asLong());
        }
        assertThat(rejected).containsExactlyElementsOf(file.rejected());
    }

    private void checkArchive(List<EnlargedExcerpt> files) throws IOException, InterruptedException {
        Map<String, String> expected = new HashMap<>();
        long conversations = 0;
        for (EnlargedExcerpt file : files) {
            expected.putAll(file.directions());
            conversations += file.conversations();
        }
        Map<String, String> archived = new HashMap<>();
        long sequence = 0;
        for (JsonNode activity : rest().lines("activities/export")) {
            sequence++;
            assertThat(activity.path("sequence").asLong()).as("a gap").isEqualTo(sequence);
            String before = archived.put(
                    activity.path("networkId").asText(),
                    activity.path("direction").asText());
            assertThat(before).as("twice: %s", activity).isNull();
        }
        assertThat(archived).isEqualTo(expected);

        JsonNode totals = rest().get("archive/totals");
        long inbound = expected.values().stream().filter("INBOUND"::equals).count();
        assertThat(totals.path("activities").asLong()).isEqualTo(expected.size());
        assertThat(totals.path("inbound").asLong()).isEqualTo(inbound);
        assertThat(totals.path("outbound").asLong()).isEqualTo(expected.size() - inbound);
        assertThat(totals.path("conversations").asLong()).isEqualTo(conversations);

        long id = rest().post("archive/verifications", Map.of()).path("id").asLong();
        JsonNode verified = await(
                "the verification", "archive/verifications/" + id, verification -> verification.hasNonNull("finished"));
        assertThat(verified.path("result").path("intact").asBoolean())
                .as("%s", verified)
                .isTrue();
    }

    private void checkCases(String kind, List<String> expected) throws Exception {
        assertThat(expected).as("the test's own data").hasSizeGreaterThan(20);

        List<String> kept = rest().all(kind).stream()
                .map(one -> one.path("summary").asText())
                .toList();
        assertThat(kept).containsExactlyInAnyOrderElementsOf(expected);

        List<String> texts = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        try (CSVParser rows = CSVParser.parse(
                server.data().resolve("data/csv/" + kind + ".csv"),
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            for (CSVRecord row : rows) {
                texts.add(row.get("text"));
                keys.add(row.get("idempotencyKey"));
            }
        }
        assertThat(texts).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(keys).doesNotHaveDuplicates();
    }

    private void checkFiles(List<JsonNode> runs, List<Way> ways) throws IOException {
        Path imports = server.data().resolve("data/imports");
        assertThat(files(imports.resolve("waiting"))).isEmpty();
        assertThat(files(imports.resolve("rejected")))
                .containsExactlyInAnyOrderElementsOf(runs.stream()
                        .map(run -> run.path("id") + "-"
                                + run.path("request").path("fileName").asText() + ".rejected.jsonl")
                        .toList());
        for (JsonNode run : runs) {
            String name = run.path("request").path("fileName").asText();
            assertThat(Files.readAllLines(
                            imports.resolve("rejected").resolve(run.path("id") + "-" + name + ".rejected.jsonl")))
                    .hasSize(run.path("rejected").asInt());
        }
        assertThat(files(server.data().resolve("data/csv"))).containsExactly("leads.csv", "tickets.csv");
        if (ways.contains(Way.DROPPED)) {
            assertThat(files(watched)).containsExactly(".handing", "imported", "refused");
            assertThat(files(watched.resolve("imported")))
                    .contains("dropped.jsonl")
                    .allMatch(name -> name.equals("dropped.jsonl") || name.endsWith(".note.txt"));
            assertThat(files(watched.resolve("refused"))).isEmpty();
            assertThat(files(watched.resolve(".handing"))).containsExactly(".lock");
        }
        try (Stream<Path> all = Files.walk(server.data())) {
            assertThat(all.filter(file ->
                            file.toString().endsWith(".part") || file.toString().endsWith(".new")))
                    .isEmpty();
        }
    }

    private static SortedSet<String> files(Path in) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(in)) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
    }

    @SuppressWarnings("SystemOut") // with the seed, a failure can be repeated
    private void say(String line) {
        System.out.println(getClass().getSimpleName() + ": " + line);
    }
}
