package org.rostrum.connector.file.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells which files of a folder are complete: those that looked the same for the settle time. A file that was last written
 * longer ago than that when it is first seen was moved in, and is complete at once.
 */
final class SettledFiles {
    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".filepart", ".crdownload", ".tmp", "~");

    private final Path folder;
    private final Duration settle;
    private Map<Path, Seen> seen = new HashMap<>();

    private record Seen(Look look, Instant since) {}

    SettledFiles(Path folder, Duration settle) {
        this.folder = folder;
        this.settle = settle;
    }

    /** Looks at the folder; gives the complete files, those written first before the others. */
    List<Path> look(Instant now) throws IOException {
        Map<Path, Seen> current = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, SettledFiles::counts)) {
            for (Path file : files) {
                try {
                    Look look = Look.at(file);
                    Seen before = seen.get(file);
                    current.put(
                            file,
                            before != null && before.look().equals(look)
                                    ? before
                                    : new Seen(look, movedIn(look, now) ? now.minus(settle) : now));
                } catch (NoSuchFileException gone) {
                    // renamed or removed since the folder was listed
                }
            }
        } catch (java.nio.file.DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        seen = current;
        List<Path> settled = new ArrayList<>();
        current.forEach((file, one) -> {
            if (!one.since().plus(settle).isAfter(now)) {
                settled.add(file);
            }
        });
        settled.sort(
                Comparator.comparing((Path file) -> modified(current, file)).thenComparing(Path::toString));
        return settled;
    }

    /** Whether there are files that are not complete yet. */
    boolean waiting(Instant now) {
        return seen.values().stream().anyMatch(one -> one.since().plus(settle).isAfter(now));
    }

    private boolean movedIn(Look look, Instant now) {
        return look.size() > 0 && look.modified().isBefore(now.minus(settle));
    }

    private static Instant modified(Map<Path, Seen> files, Path file) {
        Seen one = files.get(file);
        return one == null ? Instant.EPOCH : one.look().modified();
    }

    private static boolean counts(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && UNFINISHED.stream().noneMatch(name::endsWith)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
