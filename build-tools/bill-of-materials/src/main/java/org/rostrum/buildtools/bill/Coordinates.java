package org.rostrum.buildtools.bill;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where Maven knows a jar from.
 *
 * @param group group id
 * @param artifact artifact id
 * @param version version
 * @param classifier empty for the main artifact
 */
record Coordinates(String group, String artifact, String version, String classifier)
        implements Comparable<Coordinates> {

    /** The coordinates that a file below a Maven repository has by its path; empty when it has none. */
    static Optional<Coordinates> ofPath(Path repository, Path file) {
        Path path = repository.relativize(file);
        int count = path.getNameCount();
        if (count < 4) {
            return Optional.empty();
        }
        String version = path.getName(count - 2).toString();
        String artifact = path.getName(count - 3).toString();
        String group = path.subpath(0, count - 3).toString().replace('/', '.').replace('\\', '.');
        var name = Pattern.compile(Pattern.quote(artifact + "-" + version) + "(?:-(?<classifier>.+))?\\.[a-z]+")
                .matcher(path.getName(count - 1).toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        String classifier = name.group("classifier");
        return Optional.of(new Coordinates(group, artifact, version, classifier == null ? "" : classifier));
    }

    /** As in {@code pkg:maven/org.example/thing@1.0}. */
    String packageUrl() {
        return "pkg:maven/" + group + "/" + artifact + "@" + version + "?type=jar"
                + (classifier.isEmpty() ? "" : "&classifier=" + classifier);
    }

    @Override
    public String toString() {
        return Stream.of(group, artifact, version, classifier)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(":"));
    }

    @Override
    public int compareTo(Coordinates other) {
        return toString().compareTo(other.toString());
    }
}
