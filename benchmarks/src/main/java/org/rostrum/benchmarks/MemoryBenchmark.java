package org.rostrum.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How much memory the server takes once it has started. */
final class MemoryBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    private static final int SETTLE_SECONDS = 10;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String about() {
        return "heap after a full collection and resident memory after boot, beside bare Karaf with the same web tier";
    }

    @Override
    public String method() {
        return """
                Resident: VmRSS of the process, %d s after it was ready. Heap: used after jcmd GC.run, from GC.heap_info.
                Median of %d starts in turn, with the heap that is shipped (-Xmx512m)."""
                .formatted(SETTLE_SECONDS, ROUNDS);
    }

    @Override
    public List<Line> run(Setup setup) throws IOException, InterruptedException {
        Path folder = setup.folder("memory");
        Server ours = new Server(setup.product(), folder.resolve("data"));
        Server bare =
                new Server(BareKaraf.in(setup.folder("memory/bare"), setup.product()), folder.resolve("bare-data"));
        Samples ourHeap = new Samples();
        Samples ourResident = new Samples();
        Samples bareHeap = new Samples();
        Samples bareResident = new Samples();
        int rounds = setup.size().of(1, ROUNDS, ROUNDS);
        for (int round = 0; round < rounds; round++) {
            try (ours) {
                ours.start();
                measure(ours, ourHeap, ourResident);
            }
            try (bare) {
                bare.start("run", "", 0);
                measure(bare, bareHeap, bareResident);
            }
        }
        return List.of(
                Line.bound(
                        "heap used after collection",
                        Line.Figure.of("Rostrum", ourHeap, "MB"),
                        Line.Figure.of("bare Karaf", bareHeap, "MB"),
                        Line.Goal.atMost(100)),
                Line.bound(
                        "resident",
                        Line.Figure.of("Rostrum", ourResident, "MB"),
                        Line.Figure.of("bare Karaf", bareResident, "MB"),
                        Line.Goal.atMost(600)));
    }

    private static void measure(Server server, Samples heap, Samples resident)
            throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        resident.add(server.resident());
        heap.add(server.heapAfterCollection());
    }
}
