package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.spi.text.PlainText;

class HtmlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<p>One</p><p>Two</p> ~ One||Two",
                "<p>One<br>Two<br/>Three</p> ~ One|Two|Three",
                "<ul><li>One</li><li><p>Two</p></li></ul> ~ - One|- Two",
                "a &amp; b &lt;3 ~ a & b <3",
                "2 < 3 and 4 > 1 ~ 2 < 3 and 4 > 1",
                "<p>See <a href=\"https://example.org/x\">this</a></p> ~ See this (https://example.org/x)",
                "<a href=\"https://example.org/x\">https://example.org/x</a> ~ https://example.org/x",
                "<a href=\"https://example.org/x\"></a> ~ https://example.org/x",
                "<a href=\"mailto:help@example.org\">Write</a> ~ Write (help@example.org)",
                "<a href=\"javascript:alert(1)\">click</a> ~ click",
                "<a class=\"mention hashtag\" rel=\"tag\" href=\"https://m.example/tags/x\">#<span>x</span></a> ~ #x",
                "<a class=\"u-url mention\" href=\"https://m.example/@ann\">@<span>ann</span></a> ~ @ann",
                "<script>alert(1)</script><style>p{}</style>Text ~ Text",
                "<img src=x alt=\"A cat\"> sits ~ A cat sits",
                "<pre>a  b|  c</pre> ~ a  b|  c",
                "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table> ~ 1\t2|3",
                "<blockquote>Said</blockquote>Answered ~ Said||Answered",
                "unclosed <b>bold ~ unclosed bold",
                "<div><div>x</div></div><div>y</div> ~ x|y",
            })
    void html_becomesWhatAPersonWouldWriteDown(String html, String expected) {
        assertThat(HtmlText.of(html.replace('|', '\n'))).isEqualTo(expected.replace('|', '\n'));
    }

    @Test
    void mastodonLink_whoseTextIsShortenedByStyle_showsTheWholeAddress() {
        String html = "<p><a href=\"https://example.com/long/path\" rel=\"nofollow noopener\">"
                + "<span class=\"invisible\">https://</span><span class=\"ellipsis\">example.com/long</span>"
                + "<span class=\"invisible\">/path</span></a></p>";

        assertThat(HtmlText.of(html)).isEqualTo("https://example.com/long/path");
    }

    @Test
    void textWithoutTags_keepsItsLines() {
        assertThat(HtmlText.of("One\r\nTwo\n\nThree &amp; four")).isEqualTo("One\nTwo\n\nThree & four");
    }

    @Test
    void controlCharactersAndHalfCharacters_areNotLetThrough() {
        assertThat(PlainText.clean("a\u0000b\u0007c\ud800d\udc00e")).isEqualTo("abc\ufffdd\ufffde");
        assertThat(PlainText.clean("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>",
                "<a href=http://x.example>",
                "<div>",
                "<table><td>",
                "<applet><a href=http://x.example>",
                "<svg>",
                "<p",
                "&"
            })
    void nastyNesting_endsInTime(String repeated) {
        String html = repeated.repeat(200_000 / repeated.length());

        assertTimeout(Duration.ofSeconds(10), () -> HtmlText.of(html));
    }
}
