package org.rostrum.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rostrum.benchmarks.deployed.Marker;

/** How long it takes until what was dropped into a running server works, and until it is gone. */
final class DeployBenchmark implements Benchmark {
    private static final int ROUNDS = 15;
    private static final double LONGEST_SECONDS = 60;
    private static final String CONNECTOR = "bluesky";

    @Override
    public String name() {
        return "deploy";
    }

    @Override
    public String about() {
        return "a file moved into the deploy folder of a running server until it works, beside bare Karaf";
    }

    @Override
    public String method() {
        return """
                Bundle: an activator that makes a file when it is started and deletes it when it is stopped; from the move of the
                jar into the folder to the file, and from the deletion of the jar to that of the file; the two servers in turn,
                both running all the time; median of %d. Connector: the jar of connector-%s, from the move until GET
                /connectors lists it; then a channel is made of it, until a simulated network is asked what is new; and from the
                jar's deletion until it is not listed. Looked every 5 ms, /connectors every 20 ms. Most
                of all figures is the watcher's: it looks twice a second, and takes a file that has not changed since.
                Bare: as in the benchmark boot."""
                .formatted(ROUNDS, CONNECTOR);
    }

    /** A server and where its files are dropped. */
    private record Side(Server server, Path marker, Samples put, Samples taken) {
        Path deploy() {
            return server.data().resolve("deploy");
        }
    }

    @Override
    public List<Line> run(Setup setup) throws IOException, InterruptedException {
        Path folder = setup.folder("deploy").toAbsolutePath();
        int rounds = setup.size().of(2, ROUNDS, ROUNDS);
        try (SimulatedNetworks networks = new SimulatedNetworks();
                Server ours = new Server(setup.product(), folder.resolve("data"));
                Server bare = new Server(
                        BareKaraf.in(setup.folder("deploy/bare"), setup.product()), folder.resolve("bare-data"))) {
            Files.writeString(
                    Files.createDirectories(ours.data().resolve("etc")).resolve("org.rostrum.http.cfg"),
                    "allowedPrivateHosts = localhost\n");
            ours.start();
            bare.start("run", "", 0);
            Side ourSide = new Side(ours, folder.resolve("ours"), new Samples(), new Samples());
            Side bareSide = new Side(bare, folder.resolve("theirs"), new Samples(), new Samples());
            for (int round = 0; round < rounds; round++) {
                bundle(round % 2 == 0 ? ourSide : bareSide, folder, round);
                bundle(round % 2 == 0 ? bareSide : ourSide, folder, round);
            }
            Samples listed = new Samples();
            Samples polled = new Samples();
            Samples gone = new Samples();
            Client client = new Client(ours.url(), "admin", ours.password());
            client.post("accounts", Map.of("id", "acme", "name", "Acme"));
            for (int round = 0; round < rounds; round++) {
                Path draft = Files.copy(
                        connectorJar(setup.product()),
                        folder.resolve("connector.draft"),
                        StandardCopyOption.REPLACE_EXISTING);
                Path jar = ourSide.deploy().resolve("connector.jar");
                long began = System.nanoTime();
                Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
                await(client, true);
                listed.add(since(began));
                firstPoll(client, networks, round);
                polled.add(since(began));
                began = System.nanoTime();
                Files.delete(jar);
                await(client, false);
                gone.add(since(began));
            }
            return List.of(
                    Line.ratio(
                            "bundle until it runs",
                            Line.Figure.of("Rostrum", ourSide.put(), "s"),
                            Line.Figure.of("bare Karaf", bareSide.put(), "s"),
                            Line.Goal.atMost(2)),
                    Line.ratio(
                            "bundle until it is gone",
                            Line.Figure.of("Rostrum", ourSide.taken(), "s"),
                            Line.Figure.of("bare Karaf", bareSide.taken(), "s"),
                            Line.Goal.atMost(2)),
                    Line.bound(
                            "connector until it is listed",
                            Line.Figure.of("Rostrum", listed, "s"),
                            Line.Figure.of("bare Karaf, bundle", bareSide.put(), "s"),
                            Line.Goal.atMost(2)),
                    Line.bound(
                            "connector until its first poll",
                            Line.Figure.of("Rostrum", polled, "s"),
                            Line.Figure.of("bare Karaf, bundle", bareSide.put(), "s"),
                            Line.Goal.atMost(2)),
                    Line.bound(
                            "connector until it is gone",
                            Line.Figure.of("Rostrum", gone, "s"),
                            Line.Figure.of("bare Karaf, bundle", bareSide.taken(), "s"),
                            Line.Goal.atMost(2)));
        }
    }

    private static void bundle(Side side, Path folder, int round) throws IOException, InterruptedException {
        Path draft = folder.resolve("marker.draft");
        writeMarker(draft, side.marker(), round);
        Path jar = side.deploy().resolve("marker.jar");
        long began = System.nanoTime();
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
        awaitMarker(side, true);
        side.put().add(since(began));
        began = System.nanoTime();
        Files.delete(jar);
        awaitMarker(side, false);
        side.taken().add(since(began));
    }

    private static void awaitMarker(Side side, boolean there) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (Files.exists(side.marker()) != there) {
            if (since(began) > LONGEST_SECONDS) {
                throw new IOException("nothing became of what was done in " + side.deploy());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static void firstPoll(Client client, SimulatedNetworks networks, int round)
            throws IOException, InterruptedException {
        String name = "deployed" + round;
        networks.mention(name, 1);
        client.post("channels", PollBenchmark.channel(networks.address(), name));
        while (!networks.isLookedAt(name)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static void await(Client client, boolean wanted) throws IOException, InterruptedException {
        while (isListed(client.get("connectors")) != wanted) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean isListed(JsonNode connectors) {
        for (JsonNode one : connectors.path("items")) {
            if (one.path("type").asText().equals(CONNECTOR)) {
                return true;
            }
        }
        return false;
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static Path connectorJar(Path product) throws IOException {
        Path folder = product.resolve("system/org/rostrum/org.rostrum.connector." + CONNECTOR);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no connector in " + folder));
        }
    }

    private static void writeMarker(Path jar, Path marker, int round) throws IOException {
        BundleJar.write(
                jar,
                "marker",
                "1.0." + round,
                Marker.class,
                Map.of("Import-Package", "org.osgi.framework", Marker.HEADER, marker.toString()));
    }
}
