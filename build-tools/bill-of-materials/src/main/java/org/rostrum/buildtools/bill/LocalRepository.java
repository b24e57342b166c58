package org.rostrum.buildtools.bill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Maven's local repository, asked the other way round: where does this jar come from? */
final class LocalRepository {

    private final Path folder;
    private final Map<String, List<Path>> byName = new HashMap<>();

    LocalRepository(Path folder) throws IOException {
        this.folder = folder;
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .forEach(file -> byName.computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                            .add(file));
        }
    }

    /** The coordinates of a jar of the same name and content; empty when there is none. */
    Optional<Coordinates> find(Content jar) {
        return byName.getOrDefault(jar.fileName(), List.of()).stream()
                .filter(file -> jar.sha256().equals(digest(file)))
                .flatMap(file -> Coordinates.ofPath(folder, file).stream())
                .sorted()
                .findFirst();
    }

    private static String digest(Path file) {
        try {
            return Distribution.sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
