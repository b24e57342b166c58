package org.rostrum.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.problem.Problem;
import org.rostrum.connector.file.activitystreams.ActivityStreamsFormat;
import org.rostrum.connector.file.activitystreams.MastodonOutboxFormat;
import org.rostrum.connector.file.care.CareConversationsFormat;
import org.rostrum.connector.file.csv.CsvFormat;
import org.rostrum.connector.file.folder.WatchedFolderConfig;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.ImportOption;

/** What can be said about a file: told, checked before the file is taken in, and written down in docs/imports.md. */
class FormatOptionsTest {
    private static final Path MANUAL = Path.of("../../docs/imports.md");

    static List<ImportFormat> formats() {
        Clock clock = Clock.systemUTC();
        return List.of(
                new ActivityStreamsFormat(clock),
                new MastodonOutboxFormat(clock),
                new CareConversationsFormat(clock),
                new CsvFormat(clock));
    }

    private static ImportFormat format(String id) {
        return formats().stream()
                .filter(format -> format.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void check_takesEachOptionWithItsValues(ImportFormat format) {
        assertThat(format.options()).extracting(ImportOption::name).doesNotHaveDuplicates();
        for (ImportOption option : format.options()) {
            assertThat(option.meaning()).as(option.name()).isNotBlank();
            for (String value : option.values()) {
                if (!option.name().equals("header")) {
                    assertThatNoException()
                            .as("%s=%s", option.name(), value)
                            .isThrownBy(() -> format.check(Map.of(option.name(), value)));
                }
            }
            String otherwise = option.defaultValue();
            if (otherwise != null) {
                assertThatNoException()
                        .as("%s=%s", option.name(), otherwise)
                        .isThrownBy(() -> format.check(Map.of(option.name(), otherwise)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "activitystreams, ownAuthors, x, ownActors",
        "activitystreams, direction, sideways, inbound",
        "activitystreams, zone, Mars/North, Europe/Warsaw",
        "mastodon-outbox, layout, pages, document",
        "care-conversations, maxRecordBytes, many, bytes",
        "csv, charset, klingon, UTF-8",
        "csv, language, !!, BCP 47",
        "csv, header, perhaps, true",
        "csv, header, false, column.id",
        "csv, delimiter, ::, semicolon",
        "csv, timeFormat, 'yyyy-bb', pattern",
        "csv, ids, none, hash"
    })
    void check_refusesWhatNoFileCanBeReadWith(String format, String name, String value, String remedy) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> format(format).check(Map.of(name, value)))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(problem.field()).startsWith("option.");
                    assertThat(problem.detail() + problem.remedy()).contains(remedy);
                });
    }

    @Test
    void check_takesATableWithoutHeadings_whenItsColumnsAreNamed() {
        assertThatNoException().isThrownBy(() -> format("csv")
                .check(Map.of(
                        "header", "false", "ids", "hash", "author", "ann", "column.text", "#1", "column.time", "#2")));
    }

    @Test
    void manual_tellsOfEachOptionAndSetting_andOfNoOther() throws IOException {
        Set<String> known = new TreeSet<>();
        formats().forEach(format -> format.options().forEach(option -> known.add(option.name())));
        Arrays.stream(WatchedFolderConfig.class.getDeclaredMethods()).forEach(method -> known.add(method.getName()));

        Set<String> told = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `([\\w.]+)` \\|").matcher(Files.readString(MANUAL));
        while (row.find()) {
            told.add(row.group(1));
        }

        assertThat(told).isEqualTo(known);
    }
}
