package org.rostrum.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each figure at {@code /metrics} that bears our name says what it tells. */
class MetricHelpTest {
    private static final Pattern TOUCHED = Pattern.compile("\\.(?:count|time|gauge)\\(\\s*\"(rostrum\\.[a-z.-]+)\"");
    private static final Pattern DESCRIBED = Pattern.compile("\\.describe\\(\\s*\"(rostrum\\.[a-z.-]+)\",\\s*\"[A-Z]");

    @Test
    void figures_areDescribed() throws IOException {
        Set<String> touched = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Modules.root().resolve("bundles"))) {
            for (Path file : (Iterable<Path>) files.filter(MetricHelpTest::isSource)::iterator) {
                String source = Files.readString(file);
                find(TOUCHED, source, touched);
                find(DESCRIBED, source, described);
            }
        }
        assertThat(touched).hasSizeGreaterThan(20);
        assertThat(described).containsExactlyElementsOf(touched);
    }

    private static boolean isSource(Path file) {
        String name = file.toString();
        return name.endsWith(".java") && name.contains("/src/main/");
    }

    private static void find(Pattern pattern, String source, Set<String> names) {
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
    }
}
