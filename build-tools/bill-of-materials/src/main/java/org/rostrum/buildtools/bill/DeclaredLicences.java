package org.rostrum.buildtools.bill;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Licences that were looked up by people, because a POM is silent or wrong: {@code group/artifact = SPDX id}, or several ids
 * with commas between them when one may be chosen. Comes before what the POM tells.
 */
final class DeclaredLicences {

    private final Properties declared = new Properties();
    private final Set<String> used = new HashSet<>();

    DeclaredLicences(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            declared.load(in);
        }
    }

    /** Empty when nothing is declared. */
    List<String> of(Coordinates part) {
        String key = part.group() + "/" + part.artifact();
        String ids = declared.getProperty(key);
        if (ids == null) {
            return List.of();
        }
        used.add(key);
        return List.of(ids.strip().split("\\s*,\\s*"));
    }

    /** Keys that stand for nothing in the distribution. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>(declared.stringPropertyNames());
        unused.removeAll(used);
        return unused;
    }
}
