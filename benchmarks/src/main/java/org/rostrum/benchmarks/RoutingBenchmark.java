package org.rostrum.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many messages per second the routing rules look at. */
final class RoutingBenchmark implements Benchmark {
    private static final String ACCOUNT = "bench";
    private static final int RULES = 200;
    private static final int ROUNDS = 3;
    private static final int ACTIVITIES = 200_000;
    private static final int ACTIVITIES_QUICK = 3000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return "routing";
    }

    @Override
    public String about() {
        return RULES + " routing rules tried on the archive, beside a bare search for their words";
    }

    @Override
    public String method() {
        return """
                Ours: %,d activities (about half of them conversations of their own) are imported, %d rules of three words each that hardly
                ever occur are made beside those of a new installation, and a trial (POST /routing-trials) tries them all on the archive:
                it reads the activities from the database (Derby), takes the texts apart, tries the rules in their order and looks up
                the conversations of what is found. Rate: activities by the seconds of processor time that the server used from the start of
                the trial to its end. Bare: a plain JVM, one thread, with the texts in memory: each text in small letters, and
                String.contains for each word of each rule, without words' borders, accents, languages or order. The first trial warms up;
                %d rounds in turn, median. Ratio: ours by bare."""
                .formatted(ACTIVITIES, RULES, ROUNDS);
    }

    @Override
    public List<Line> run(Setup setup) throws Exception {
        Path folder = setup.folder("routing");
        int activities = setup.size().of(ACTIVITIES_QUICK, ACTIVITIES, ACTIVITIES);
        Path file = SampleFile.write(folder, "routing", activities);
        List<String> texts = texts(file);
        List<List<String>> rules = rules();
        Samples ours = new Samples();
        Samples bare = new Samples();
        try (Server server = new Server(setup.product(), setup.folder("routing/data"))) {
            server.start();
            Client client = new Client(server.url(), "admin", server.password());
            client.post("accounts", Map.of("id", ACCOUNT, "name", "Benchmark", "zone", "UTC"));
            for (int i = 0; i < rules.size(); i++) {
                client.post(
                        "routing-rules",
                        Map.of(
                                "position",
                                i,
                                "name",
                                "Rule " + i,
                                "conditions",
                                Map.of("anyWords", rules.get(i), "direction", "INBOUND"),
                                "action",
                                "INBOX",
                                "effects",
                                Map.of("labels", List.of("rule-" + i))));
            }
            archive(client, file, activities);
            trial(client, server, activities);
            search(texts, rules);
            for (int round = 1; round <= ROUNDS; round++) {
                ours.add(activities / trial(client, server, activities));
                bare.add(activities / search(texts, rules));
            }
        }
        return List.of(
                Line.bound(
                        RULES + " rules, per core",
                        Line.Figure.of("Rostrum", ours, "/s"),
                        Line.Figure.of("bare search", bare, "/s"),
                        Line.Goal.atLeast(20_000)),
                Line.ratio(
                        RULES + " rules",
                        Line.Figure.of("Rostrum", ours, "/s"),
                        Line.Figure.of("bare search", bare, "/s"),
                        Line.Goal.NONE));
    }

    private static List<List<String>> rules() {
        List<List<String>> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(List.of("zebra" + i, "quagga" + i + " stripes", "okapi" + i));
        }
        return rules;
    }

    private static List<String> texts(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            texts.add(JSON.readTree(line)
                    .path("object")
                    .path("contentMap")
                    .path("en")
                    .asText());
        }
        return texts;
    }

    private static void archive(Client client, Path file, int activities) throws IOException, InterruptedException {
        JsonNode started = client.upload(
                "imports?account=" + ACCOUNT + "&option.ownActors=" + SampleFile.CARE + "&fileName="
                        + file.getFileName(),
                file);
        client.await("imports/" + started.path("id").asLong(), run -> run.hasNonNull("finished"));
        client.await(
                "routing-rules/progress",
                progress -> progress.path("routedUpTo").asLong() >= activities);
    }

    /** Seconds of processor time. */
    private static double trial(Client client, Server server, int activities) throws IOException, InterruptedException {
        double before = server.processorSeconds();
        JsonNode started =
                client.post("routing-trials", Map.of("from", "2000-01-01T00:00:00Z", "to", "2100-01-01T00:00:00Z"));
        JsonNode ended =
                client.await("routing-trials/" + started.path("id").asLong(), trial -> trial.hasNonNull("finished"));
        if (ended.path("examined").asInt() != activities) {
            throw new IOException("The trial did not end well: " + ended);
        }
        return server.processorSeconds() - before;
    }

    /** Seconds. */
    private static double search(List<String> texts, List<List<String>> rules) throws IOException {
        long began = System.nanoTime();
        long found = 0;
        for (String text : texts) {
            String small = text.toLowerCase(Locale.ROOT);
            for (List<String> rule : rules) {
                if (rule.stream().anyMatch(small::contains)) {
                    found++;
                    break;
                }
            }
        }
        if (found > 0) {
            throw new IOException("Words that never occur were found");
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
