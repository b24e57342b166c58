package org.rostrum.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Path PAGE = Path.of("../../docs/connectors/mail.md");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|");

    @Test
    void page_namesTheSettings_andNoOthers() throws Exception {
        List<String> named = SETTING.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MailConfig.class.getDeclaredMethods())
                        .map(setting -> setting.getName().replaceFirst("^_", ""))
                        .toList());
    }
}
