package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLengthTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "https://example.com|23",
                "https://example.com/very/long/path?with=parameters|23",
                "See http://example.com.|28",
                "(https://example.com/a)|25",
                "example.com|23",
                "www.example.de is|26",
                "example.de/shop|23",
                "example.de|10",
                "it.so what|10",
                "jane@example.com|16",
                "@jane.com|9",
                "1.5 and v2.0|12",
                "end.Next|8",
                "a.b.c|5",
                "\u3042example.com|25",
                "\u2067http://example.com/\u2069|27",
                "#tag and $CASH|14"
            })
    void length_isThatOfX(String text, int length) {
        assertThat(TextLength.of(text)).isEqualTo(length);
    }
}
