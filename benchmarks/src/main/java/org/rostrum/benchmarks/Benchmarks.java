package org.rostrum.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, or all; {@code benchmarks/run} has looked at the names. */
public final class Benchmarks {
    private static final List<Benchmark> ALL = List.of(
            new ImportBenchmark(),
            new ReportBenchmark(),
            new BootBenchmark(),
            new MemoryBenchmark(),
            new DeployBenchmark(),
            new PollBenchmark(),
            new BrowseBenchmark(),
            new RoutingBenchmark());
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Benchmarks() {}

    public static void main(String... arguments) {
        List<Benchmark> chosen = new ArrayList<>();
        Setup.Size size = Setup.Size.USUAL;
        for (String argument : arguments) {
            switch (argument) {
                case "--full" -> size = Setup.Size.FULL;
                case "--quick" -> size = Setup.Size.QUICK;
                default -> chosen.add(find(argument));
            }
        }
        Setup setup = new Setup(
                Path.of(System.getProperty("rostrum.product", "var/rostrum")),
                Path.of(System.getProperty("rostrum.bench", "var/bench")),
                size);
        boolean done = true;
        for (Benchmark benchmark : chosen.isEmpty() ? ALL : chosen) {
            done &= run(benchmark, setup);
        }
        System.exit(done ? 0 : 1);
    }

    private static Benchmark find(String name) {
        for (Benchmark benchmark : ALL) {
            if (benchmark.name().equals(name)) {
                return benchmark;
            }
        }
        throw new IllegalArgumentException("no benchmark " + name);
    }

    private static boolean run(Benchmark benchmark, Setup setup) {
        try {
            Files.createDirectories(setup.work());
            String machine = Machine.describe();
            Setup.say(benchmark.name() + ": " + benchmark.about());
            Setup.say("  on " + machine);
            List<Line> lines = benchmark.run(setup);
            lines.forEach(line -> Setup.say(line.text()));
            Setup.say(benchmark.method().indent(2).stripTrailing() + "\n");
            write(benchmark, machine, lines, setup);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception failure) {
            fail(benchmark.name() + " could not be measured: " + failure);
            failure.printStackTrace();
            return false;
        }
    }

    private static void write(Benchmark benchmark, String machine, List<Line> lines, Setup setup) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("benchmark", benchmark.name());
        result.put("measured", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        result.put("machine", machine);
        result.put("size", setup.size());
        result.put("lines", lines.stream().map(Line::json).toList());
        Path folder = Files.createDirectories(setup.work().resolve("results"));
        JSON.writeValue(folder.resolve(benchmark.name() + ".json").toFile(), result);
    }

    @SuppressWarnings("SystemOut") // what a command says to the person who called it
    private static void fail(String line) {
        System.err.println("benchmarks: " + line);
    }
}
