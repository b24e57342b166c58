package org.rostrum.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            I can't log in!                 | cant             | true
            I can’t log in!                 | can't            | true
            scant evidence                  | cant             | false
            where can I   buy, it?          | can i buy        | true
            Müller kauft                    | muller           | true
            Zażółć gęślą jaźń               | GĘŚLĄ            | true
            łódź                            | lodz             | false
            我想购买会员                      | 购买             | true
            ok                              | ...              | false
            #refund now                     | refund           | true
            ﬁx it                           | fix              | true
            İstanbul                        | istanbul         | true
            ΠΟΥ ΕΙΝΑΙ Ο ΔΡΟΜΟΣ;             | δρόμος           | true
            Room ⅷ, 5 stars ★★              | viii 5 stars     | true
            a​b                             | a b              | true
            𝐁𝐮𝐲 now                         | buy              | true
            don´t                           | dont             | true
            शब्द है                           | शब्द              | true
            """)
    void contain_comparesWholeWords_withoutCaseAccentsAndPunctuation(String text, String phrase, boolean found) {
        assertThat(Words.of(text).contain(new Words.Phrase(phrase))).isEqualTo(found);
    }

    @Test
    void heapsOfMarks_takeNoTime() {
        String heap = "broken " + "\u0301".repeat(49_000) + "\u0323".repeat(49_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> assertThat(Words.of(heap).contain(new Words.Phrase("broken")))
                        .isTrue());
    }
}
