package org.rostrum.itests.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The text log of a server. */
final class Log {
    private static final Pattern EVENT = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+ +(ERROR|FATAL|WARN) .*");

    private Log() {}

    /** Events that are warnings or worse. */
    static List<String> complaints(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> EVENT.matcher(line).matches())
                .toList();
    }
}
