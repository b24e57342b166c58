package org.rostrum.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rostrum.api.problem.Problem;

class WordsTest {
    @Test
    void line_leavesNothingThatMovesTheCursor_orTurnsTheText() {
        assertThat(Words.line("\u001B[31mred\u001B[0m\r\nnext\t\u0007bell \u202Eright\u2028new"))
                .isEqualTo("[31mred [0m next bell right new");
    }

    @Test
    void line_cutsAtWholeCharacters() {
        assertThat(Words.line("🔑🔑🔑🔑", 3)).isEqualTo("🔑🔑…");
        assertThat(Words.line("🔑🔑🔑", 3)).isEqualTo("🔑🔑🔑");
    }

    @Test
    void of_tellsProblemFieldAndRemedy() {
        assertThat(Words.of(Problem.invalid("--limit", "Too many.", "Ask for fewer.")))
                .isEqualTo("Too many. (--limit) Ask for fewer.");
    }

    @Test
    void of_namesTheFileThatIsMissing() {
        assertThat(Words.of(new NoSuchFileException("/tmp/x"))).contains("no file /tmp/x");
    }

    @Test
    void cell_showsValuesForPeople() {
        assertThat(Words.cell(null)).isEmpty();
        assertThat(Words.cell(true)).isEqualTo("yes");
        assertThat(Words.cell(List.of("b", "a"))).isEqualTo("a, b");
        assertThat(Words.cell(Instant.parse("2026-11-21T10:00:00.123Z"))).isEqualTo("2026-11-21T10:00:00Z");
    }
}
