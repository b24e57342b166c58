package org.rostrum.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Many channels that are polled, and one that has a lot to say. */
final class PollBenchmark implements Benchmark {
    private static final int CHANNELS = 500;
    private static final int POLL_SECONDS = 10;
    private static final int WATCHED_SECONDS = 60;
    private static final int MENTIONS = 10_000;
    private static final int ROUNDS = 3;
    private static final Duration OVER_A_NETWORK = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "poll";
    }

    @Override
    public String about() {
        return CHANNELS + " channels that are polled by one server, and " + MENTIONS
                + " mentions of one, beside a bare HTTP client";
    }

    @Override
    public String method() {
        return """
                Channels: %d feeds polled each %d s, each with one entry that is new; watched for %d s after all were polled
                once. Threads: jvm_threads_live_threads of /metrics. Heap: used after a collection. Mentions: %d in pages of 100
                from a simulated Bluesky, from POST /channels until all are in the archive (Derby); bare: java.net.http reading
                the same pages one after the other, nothing parsed but the cursor. Median of %d, in turn. The simulated
                networks run on the same processors."""
                .formatted(CHANNELS, POLL_SECONDS, WATCHED_SECONDS, MENTIONS, ROUNDS);
    }

    @Override
    public List<Line> run(Setup setup) throws IOException, InterruptedException {
        Path folder = setup.folder("poll").toAbsolutePath();
        List<Line> lines = new ArrayList<>();
        try (SimulatedNetworks networks = new SimulatedNetworks();
                Server server = new Server(setup.product(), folder.resolve("data"))) {
            Path etc = Files.createDirectories(server.data().resolve("etc"));
            Files.writeString(etc.resolve("org.rostrum.http.cfg"), "allowedPrivateHosts = localhost\n");
            server.start();
            Client client = new Client(server.url(), "admin", server.password());
            client.post("accounts", Map.of("id", "acme", "name", "Acme"));
            install(client, setup.product(), server.data());
            for (Duration delay : List.of(Duration.ZERO, OVER_A_NETWORK)) {
                lines.add(mentions(setup, networks, client, delay));
            }
            networks.answerAfter(Duration.ZERO);
            lines.addAll(channels(setup, networks, server, client));
        }
        return lines;
    }

    private static List<Line> channels(Setup setup, SimulatedNetworks networks, Server server, Client client)
            throws IOException, InterruptedException {
        int channels = setup.size().of(20, CHANNELS, CHANNELS);
        double threadsBefore = threads(client);
        long callsBefore = networks.calls();
        for (int number = 0; number < channels; number++) {
            client.post(
                    "channels",
                    Map.of(
                            "id",
                            "acme.feed" + number,
                            "accountId",
                            "acme",
                            "connector",
                            "feed",
                            "name",
                            "Feed " + number,
                            "pollSeconds",
                            POLL_SECONDS,
                            "settings",
                            Map.of("url", networks.address() + "/feed/" + number)));
        }
        while (networks.calls() < callsBefore + channels) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        int seconds = setup.size().of(12, WATCHED_SECONDS, WATCHED_SECONDS);
        long calls = networks.calls();
        double processor = server.processorSeconds();
        Samples threads = new Samples();
        long began = System.nanoTime();
        while (since(began) < seconds) {
            threads.add(threads(client));
            TimeUnit.SECONDS.sleep(2);
        }
        double took = since(began);
        double polls = (networks.calls() - calls) / took;
        double busy = (server.processorSeconds() - processor) / took;
        String what = channels + " channels: ";
        Line.Figure wanted = new Line.Figure("asked for", (double) channels / POLL_SECONDS, "/s", "");
        return List.of(
                Line.ratio(what + "polls", new Line.Figure("Rostrum", polls, "/s", ""), wanted, Line.Goal.NONE),
                Line.bound(
                        what + "threads",
                        Line.Figure.of("Rostrum", threads, "threads"),
                        new Line.Figure("without", threadsBefore, "threads", ""),
                        Line.Goal.atMost(64)),
                Line.bound(
                        what + "processors",
                        new Line.Figure(
                                "Rostrum", busy, "of " + Runtime.getRuntime().availableProcessors(), ""),
                        wanted,
                        Line.Goal.NONE),
                Line.bound(
                        what + "heap",
                        new Line.Figure("Rostrum", server.heapAfterCollection(), "MB", ""),
                        new Line.Figure("resident", server.resident(), "MB", ""),
                        Line.Goal.NONE));
    }

    /** As the server itself counts them, without those of the virtual machine. */
    private static double threads(Client client) throws IOException, InterruptedException {
        return client.metric("jvm_threads_live_threads");
    }

    private static Line mentions(Setup setup, SimulatedNetworks networks, Client client, Duration delay)
            throws IOException, InterruptedException {
        int all = setup.size().of(500, MENTIONS, MENTIONS);
        int rounds = setup.size().of(1, ROUNDS, ROUNDS);
        Samples ours = new Samples();
        Samples bare = new Samples();
        networks.answerAfter(delay);
        for (int round = 0; round < rounds; round++) {
            String name = "acme" + delay.toMillis() + "r" + round;
            networks.mention(name, all);
            bare.add(all / readBare(networks.address(), name));
            long before = archived(client);
            long began = System.nanoTime();
            client.post("channels", channel(networks.address(), name));
            while (archived(client) < before + all) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            ours.add(all / since(began));
            Setup.say("  " + name + ": " + Line.number(all / ours.median()) + " s");
        }
        return Line.ratio(
                all + " mentions" + (delay.isZero() ? "" : ", " + delay.toMillis() + " ms away"),
                Line.Figure.of("Rostrum", ours, "/s"),
                Line.Figure.of("bare HTTP client", bare, "/s"),
                Line.Goal.atLeast(0.7));
    }

    /** A channel of account {@code acme} that reads {@code name.test} of the simulated Bluesky. */
    static Map<String, Object> channel(URI address, String name) {
        return Map.of(
                "id",
                "acme." + name,
                "accountId",
                "acme",
                "connector",
                "bluesky",
                "name",
                name,
                "settings",
                Map.of(
                        "handle",
                        name + ".test",
                        "appPassword",
                        "abcd-efgh-ijkl-mnop",
                        "service",
                        address.toString(),
                        "ownPosts",
                        "false"));
    }

    private static long archived(Client client) throws IOException, InterruptedException {
        return client.get("archive/totals").path("activities").asLong();
    }

    /** Seconds that it takes to read all pages. */
    private static double readBare(URI address, String name) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        long began = System.nanoTime();
        JsonNode session = JSON.readTree(http.send(
                        HttpRequest.newBuilder(address.resolve("/xrpc/com.atproto.server.createSession"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"identifier\":\"" + name + ".test\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body());
        String cursor = "";
        do {
            HttpRequest page = HttpRequest.newBuilder(
                            address.resolve("/xrpc/app.bsky.notification.listNotifications?limit=100"
                                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor)))
                    .header(
                            "Authorization",
                            "Bearer " + session.path("accessJwt").asText())
                    .build();
            byte[] body =
                    http.send(page, HttpResponse.BodyHandlers.ofByteArray()).body();
            // it stands at the end, and the rest is not looked at
            String end = new String(
                    body,
                    Math.max(0, body.length - 24),
                    Math.min(24, body.length),
                    java.nio.charset.StandardCharsets.UTF_8);
            cursor = end.contains("\"cursor\":\"") ? end.replaceFirst("(?s).*\"cursor\":\"(\\d+)\".*", "$1") : "";
        } while (!cursor.isEmpty());
        return since(began);
    }

    private static void install(Client client, Path product, Path data) throws IOException, InterruptedException {
        Path jar;
        try (Stream<Path> files = Files.walk(product.resolve("system/org/rostrum/org.rostrum.connector.bluesky"))) {
            jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no connector in " + product));
        }
        Path draft = Files.copy(jar, data.resolve("connector.draft"));
        Files.move(draft, data.resolve("deploy/connector-bluesky.jar"), StandardCopyOption.ATOMIC_MOVE);
        client.await(
                "connectors", connectors -> connectors.path("items").toString().contains("\"bluesky\""));
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
