package org.rostrum.spi.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rostrum.spi.connector.PostLimits.TextLimit;
import org.rostrum.spi.connector.PostLimits.Unit;

class PostLimitsTest {
    /** A family (7 code points), a flag (2), e with an accent (2), a Korean syllable of three letters. */
    private static final String SIGNS = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66"
            + "\uD83C\uDDF5\uD83C\uDDF1" + "e\u0301" + "\u1112\u1161\u11AB";

    @Test
    void length_countsAsTheNetworkDoes() {
        assertThat(new TextLimit(300, Unit.GRAPHEMES, 0).length(SIGNS)).isEqualTo(4);
        assertThat(new TextLimit(300, Unit.CODE_POINTS, 0).length(SIGNS)).isEqualTo(14);
        assertThat(new TextLimit(300, Unit.UTF_16, 0).length(SIGNS)).isEqualTo(20);
        assertThat(new TextLimit(300, Unit.UTF_8_BYTES, 0).length(SIGNS)).isEqualTo(45);
    }

    /** The examples of X's page "Counting Characters". */
    @Test
    void length_weighsSigns() {
        TextLimit limit = new TextLimit(280, Unit.WEIGHTED, 23);
        assertThat(limit.length("Latin, \u0416, \u0639 \u2013 \u201Cquoted\u201D"))
                .isEqualTo(22);
        assertThat(limit.length("\uD83D\uDC7E")).isEqualTo(2);
        assertThat(limit.length("\uD83D\uDE4B\uD83C\uDFFD")).isEqualTo(2);
        assertThat(limit.length("\uD83D\uDC68\u200D\uD83C\uDFA4")).isEqualTo(2);
        assertThat(limit.length("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66"))
                .isEqualTo(2);
        assertThat(limit.length("\u2764\uFE0F #\uFE0F\u20E3 \uD83C\uDDF5\uD83C\uDDF1"))
                .isEqualTo(8);
        assertThat(limit.length("\u4F60\u597D\uFF01 \uD55C")).isEqualTo(9);
        assertThat(limit.length("caf\u00E9")).isEqualTo(4);
        assertThat(limit.length("cafe\u0301")).isEqualTo(4);
        assertThat(limit.length("https://example.com/very/long/path")).isEqualTo(23);
    }

    @Test
    void length_countsLinksWithWhatTheyCost() {
        TextLimit limit = new TextLimit(500, Unit.CODE_POINTS, 23);
        assertThat(limit.length("See https://example.org/a/very/long/path?with=parameters now"))
                .isEqualTo(4 + 23 + 4);
        assertThat(limit.length("none")).isEqualTo(4);
    }

    @Test
    void mediaLimit_coversItsTypesAlone() {
        PostLimits.MediaLimit pictures = new PostLimits.MediaLimit("image/*", 1, 4);
        assertThat(pictures.covers("image/PNG")).isTrue();
        assertThat(pictures.covers("video/mp4")).isFalse();
        assertThat(new PostLimits.MediaLimit("image/png", 1, 4).covers("image/png"))
                .isTrue();
        assertThat(new PostLimits.MediaLimit("image/png", 1, 4).covers("image/jpeg"))
                .isFalse();
    }
}
