package org.rostrum.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    static String describe() throws IOException {
        return Runtime.getRuntime().availableProcessors() + " cores (" + field("/proc/cpuinfo", "model name") + "), "
                + gigabytes(field("/proc/meminfo", "MemTotal")) + " GB RAM, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + ", Java " + System.getProperty("java.version") + ", load "
                + Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private static long gigabytes(String kilobytes) {
        return Math.round(Double.parseDouble(kilobytes.replaceAll("\\D", "")) / (1 << 20));
    }

    static String field(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        }
    }
}
