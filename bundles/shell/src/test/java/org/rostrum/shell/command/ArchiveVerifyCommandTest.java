package org.rostrum.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rostrum.api.archive.ArchiveVerification.Finding;
import org.rostrum.api.archive.ArchiveVerification.Kind;

class ArchiveVerifyCommandTest {
    @Test
    void words_tellTheWholeFinding_howeverLongItIs() {
        String detail = "archive_day: account " + "x".repeat(200) + ": says 3 instead of 2";
        assertThat(ArchiveVerifyCommand.words(new Finding(Kind.ROLLUP, null, detail)))
                .isEqualTo("ROLLUP: " + detail);
    }

    @Test
    void words_tellWhere_andMoveNoCursor() {
        assertThat(ArchiveVerifyCommand.words(new Finding(Kind.CHANGED, 200L, "The row\u001b[2J was changed.")))
                .isEqualTo("CHANGED at sequence 200: The row [2J was changed.");
    }
}
