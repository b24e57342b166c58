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
