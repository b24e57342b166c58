package org.rostrum.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where and how to measure.
 *
 * @param product the unpacked server; only read
 * @param work everything that is written goes here
 * @param size how long the measurements may take
 */
record Setup(Path product, Path work, Size size) {
    /** How much is measured. */
    enum Size {
        /** Just enough to see that the benchmarks work; the figures mean nothing. */
        QUICK,
        USUAL,
        /** Hours. */
        FULL;

        /** The one of the three that goes with this size. */
        int of(int quick, int usual, int full) {
            return switch (this) {
                case QUICK -> quick;
                case USUAL -> usual;
                case FULL -> full;
            };
        }
    }

    /** An empty folder. */
    Path folder(String name) throws IOException {
        Path folder = work.resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }

    @SuppressWarnings("SystemOut") // what a command says to the person who called it
    static void say(String line) {
        System.out.println(line);
    }
}
