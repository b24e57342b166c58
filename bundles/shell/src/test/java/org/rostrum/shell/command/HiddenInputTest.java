package org.rostrum.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenInputTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private String typed(String keys) throws IOException {
        return new String(HiddenInput.fromRawTerminal(
                new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(shown, true, StandardCharsets.UTF_8),
                "New password: "));
    }

    @Test
    void line_endsWithTheKeyEnter_andIsNotShown() throws IOException {
        assertThat(typed("blue tractor\rseven")).isEqualTo("blue tractor");
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("New password: \r\n");
    }

    @ParameterizedTest
    @CsvSource({"'gr\u00fc\u007f\u007few\r', gew", "'\u007f\u007fok\r', ok", "'z\u20ac\bx\n', zx", "żółw, żółw"})
    void backspace_takesAWholeCharacterAway(String keys, String expected) throws IOException {
        assertThat(typed(keys)).isEqualTo(expected);
    }

    @Test
    void controlC_givesUp() throws IOException {
        assertThat(typed("secret\u0003")).isEmpty();
        assertThat(typed("")).isEmpty();
    }
}
