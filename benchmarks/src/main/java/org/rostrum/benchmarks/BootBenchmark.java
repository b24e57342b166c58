package org.rostrum.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How long a start takes. */
final class BootBenchmark implements Benchmark {
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "boot";
    }

    @Override
    public String about() {
        return "second start until /health says well, beside bare Karaf with the same web tier until it answers HTTP";
    }

    @Override
    public String method() {
        return """
                Each was started once before, so that its data folder is made and its bundles are installed. Then both were
                started in turn, the order changing, and ended; median of %d. Asked every 20 ms by HTTP.
                Bare: the same Karaf, boot features and configuration, with the feature rostrum-rest (Jetty, Pax Web with
                whiteboard, CXF, OpenAPI, Jackson) in place of the feature rostrum, so no bundle of ours and no database."""
                .formatted(ROUNDS);
    }

    @Override
    public List<Line> run(Setup setup) throws IOException, InterruptedException {
        Path folder = setup.folder("boot");
        Server ours = new Server(setup.product(), folder.resolve("data"));
        Server bare = new Server(BareKaraf.in(setup.folder("boot/bare"), setup.product()), folder.resolve("bare-data"));
        Samples ourTimes = new Samples();
        Samples bareTimes = new Samples();
        Setup.say("  first start: ours " + Line.number(ours(ours)) + " s, bare " + Line.number(bare(bare)) + " s");
        int rounds = setup.size().of(1, ROUNDS, ROUNDS);
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                ourTimes.add(ours(ours));
                bareTimes.add(bare(bare));
            } else {
                bareTimes.add(bare(bare));
                ourTimes.add(ours(ours));
            }
        }
        return List.of(Line.ratio(
                "second start",
                Line.Figure.of("Rostrum", ourTimes, "s"),
                Line.Figure.of("bare Karaf", bareTimes, "s"),
                Line.Goal.atMost(1.5)));
    }

    private static double ours(Server server) throws IOException, InterruptedException {
        try (server) {
            return server.start();
        }
    }

    private static double bare(Server server) throws IOException, InterruptedException {
        try (server) {
            return server.start("run", "", 0);
        }
    }
}
