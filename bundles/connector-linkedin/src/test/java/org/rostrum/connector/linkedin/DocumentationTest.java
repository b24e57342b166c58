package org.rostrum.connector.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/connectors/linkedin.md} says is so. */
class DocumentationTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void page_namesTheSettings_andNoOthers() throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "connectors", "linkedin.md"));
        List<String> named = FIRST_CELL
                .matcher(page)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(LinkedInConfig.class.getDeclaredMethods())
                        .map(Method::getName)
                        .map(name -> name.replaceFirst("^_", ""))
                        .toList());
    }
}
