package org.rostrum.connector.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/connectors/facebook.md} and {@code instagram.md} say is so. */
class DocumentationTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    private static List<String> cells(String page) throws Exception {
        return FIRST_CELL
                .matcher(Files.readString(Path.of("..", "..", "docs", "connectors", page)))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static List<String> names(Class<?> config, List<String> permissions) {
        return Stream.concat(
                        Arrays.stream(config.getDeclaredMethods())
                                .map(Method::getName)
                                .map(name -> name.replaceFirst("^_", "")),
                        permissions.stream())
                .toList();
    }

    @Test
    void pages_nameTheSettingsAndThePermissions_andNoOthers() throws Exception {
        List<String> facebook = Stream.concat(FacebookKind.PERMISSIONS.stream(), Stream.of(FacebookKind.FOR_MESSAGES))
                .toList();
        assertThat(cells("facebook.md")).containsExactlyInAnyOrderElementsOf(names(FacebookConfig.class, facebook));
        assertThat(cells("instagram.md"))
                .containsExactlyInAnyOrderElementsOf(names(InstagramConfig.class, InstagramKind.PERMISSIONS));
    }
}
