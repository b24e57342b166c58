package org.rostrum.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.archive.ArchiveVerification;
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

    @ParameterizedTest
    @CsvSource({
        "0, 0, Checked: 0 activities; the archive is empty.",
        "1, 0, Checked: 1 activity; no segment is full and sealed yet.",
        "366, 0, Checked: 366 activities; no segment is full and sealed yet.",
        "10001, 1, 'Checked: 10001 activities, and the seal of 1 full segment.'",
        "20000, 2, 'Checked: 20000 activities, and the seals of 2 full segments.'",
    })
    void extent_saysWhatWasChecked(long activities, int segments, String words) {
        assertThat(ArchiveVerifyCommand.extent(new ArchiveVerification(true, activities, segments, null, List.of())))
                .isEqualTo(words);
    }
}
