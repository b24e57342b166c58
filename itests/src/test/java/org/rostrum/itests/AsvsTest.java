package org.rostrum.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/asvs.md} is complete, and what it names is there. */
class AsvsTest {
    private static final Path PAGE = Modules.root().resolve("docs/asvs.md");
    private static final Pattern LINE =
            Pattern.compile("\\| V(\\d+\\.\\d+\\.\\d+) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
    /** What is quoted but is neither a class nor a file: addresses, words of policies, the standard's own folder. */
    private static final Pattern NO_FILE =
            Pattern.compile("/.*|unsafe-eval|__Host-.*|5\\.0/en|.*=.*|Strict-Transport-Security|log/rostrum\\.json"
                    + "|bill-of-materials\\.cdx\\.json|trustedProxies|checkCertificate");

    private static final Set<String> STATES = Set.of("met", "partly", "not", "does not apply");
    private static final Set<String> SOURCES = Set.of("java", "ts", "tsx");

    private record Line(String number, String state, String how) {}

    private static List<Line> lines() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Line(line.group(1), line.group(2), line.group(3)))
                .toList();
    }

    @Test
    void everyRequirementOfLevelsOneAndTwo_isThereOnce() throws IOException {
        List<String> numbers;
        try (InputStream in =
                Objects.requireNonNull(AsvsTest.class.getResourceAsStream("/asvs-5.0.0-levels-1-2.txt"))) {
            numbers = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(numbers).hasSize(253).doesNotHaveDuplicates();
        assertThat(lines()).extracting(Line::number).containsExactlyElementsOf(numbers);
    }

    @Test
    void everyLine_hasAState_andSaysHow() throws IOException {
        assertThat(lines()).allSatisfy(line -> {
            assertThat(STATES).as(line.number()).contains(line.state());
            assertThat(line.how()).as(line.number()).isNotBlank();
        });
    }

    /** What is not met stands among the gaps, too. */
    @Test
    void everyGap_isListedAtTheTop() throws IOException {
        String page = Files.readString(PAGE);
        String gaps = page.substring(page.indexOf("## Gaps"), page.indexOf("## V1 "));
        Set<String> listed = new HashSet<>();
        Matcher number = Pattern.compile("\\d+\\.\\d+\\.\\d+").matcher(gaps);
        while (number.find()) {
            listed.add(number.group());
        }
        assertThat(lines().stream()
                        .filter(line ->
                                line.state().equals("not") || line.state().equals("partly"))
                        .map(Line::number))
                .allSatisfy(gap -> assertThat(listed).contains(gap));
    }

    @Test
    void everyClassAndFile_thatIsNamed_isThere() throws IOException {
        Set<String> names = names();
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(Files.readString(PAGE));
        while (named.find()) {
            String name = named.group(1);
            if (!NO_FILE.matcher(name).matches()
                    && !names.contains(name)
                    && !Files.exists(Modules.root().resolve(name))) {
                missing.add(name);
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Of all sources, with and without what they end with. */
    private static Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        for (String folder : List.of("bundles", "itests")) {
            try (Stream<Path> modules = Files.list(Modules.root().resolve(folder))) {
                for (Path module : modules.collect(Collectors.toList())) {
                    Path sources = module.getFileName().toString().equals("src") ? module : module.resolve("src");
                    if (Files.isDirectory(sources)) {
                        collect(sources, names);
                    }
                }
            }
        }
        return names;
    }

    private static void collect(Path sources, Set<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> !file.toString().contains("node_modules")).forEach(file -> {
                String name = file.getFileName().toString();
                int dot = name.lastIndexOf('.');
                if (dot > 0 && SOURCES.contains(name.substring(dot + 1))) {
                    names.add(name);
                    names.add(name.substring(0, dot));
                }
            });
        }
    }
}
