package org.rostrum.spi.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connectors test it with the HTML of the world; here is what plugin writers rely on. */
class MarkupTextTest {
    private final MarkupText text = new MarkupText();

    private MarkupTextTest element(String name, Map<String, String> attributes, String words) {
        text.open(name, key -> attributes.getOrDefault(key, ""));
        text.words(words);
        text.close(name, key -> attributes.getOrDefault(key, ""));
        return this;
    }

    @Test
    void text_hasParagraphsAndLines() {
        element("p", Map.of(), " One\n two ").element("p", Map.of(), "Three");
        element("li", Map.of(), "four").element("li", Map.of(), "five");
        assertThat(text.text()).isEqualTo("One two\n\nThree\n\n- four\n- five");
    }

    @Test
    void text_leavesOutWhatIsNotSeen_evenWithin() {
        text.open("svg", key -> "");
        element("a", Map.of("href", "https://example.org/"), "unseen");
        text.close("svg", key -> "");
        element("p", Map.of(), "seen");
        assertThat(text.text()).isEqualTo("seen");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/x, '', this, this (https://example.org/x)",
        "https://example.org/x, '', https://example.org/x, https://example.org/x",
        "https://example.org/x, '', '', https://example.org/x",
        "mailto:a@example.org, '', Write, Write (a@example.org)",
        "javascript:alert(1), '', click, click",
        "https://example.org/x, 'u-url Mention', @ann, @ann",
        "https://example.org/x, 'mentioned', @ann, @ann (https://example.org/x)"
    })
    void text_tellsTheTargetOfALink_unlessItIsShown(String target, String classes, String words, String shown) {
        element("a", Map.of("href", target, "class", classes), words);
        assertThat(text.text()).isEqualTo(shown);
    }

    @Test
    void isMarkup_whenThereIsATag() {
        assertThat(MarkupText.isMarkup("a <b>c</b>")).isTrue();
        assertThat(MarkupText.isMarkup("2 < 3 & 4 > 1")).isFalse();
    }
}
