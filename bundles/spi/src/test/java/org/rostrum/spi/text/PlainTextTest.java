package org.rostrum.spi.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void clean_letsNoControlCharactersAndHalfCharactersThrough() {
        assertThat(PlainText.clean("a\u0000b\u0007c\ud800d\udc00e")).isEqualTo("abc\ufffdd\ufffde");
        assertThat(PlainText.clean("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void clean_endsLinesWithLineFeeds_andCutsBlanksOffTheEnds() {
        assertThat(PlainText.clean(" a\r\nb\rc\n\td \r")).isEqualTo("a\nb\nc\n\td");
    }

    @Test
    void line_isOneLine() {
        assertThat(PlainText.line(" a \r\n\t b\u0000 ")).isEqualTo("a b");
    }
}
