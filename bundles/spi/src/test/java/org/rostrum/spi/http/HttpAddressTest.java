package org.rostrum.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
    @Test
    void addresses_areReadAsPeopleWriteThem() {
        assertThat(HttpAddress.parse(" https://bücher.example:8443/feed?a=b "))
                .hasHost("xn--bcher-kva.example")
                .hasPort(8443)
                .hasPath("/feed");
        assertThat(HttpAddress.parse("HTTP://[2001:db8::1]/")).hasHost("[2001:db8::1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "feed.xml",
                "x.example/feed",
                "file:///etc/passwd",
                "https://",
                "http://a b/",
                "http://x.example:70000/",
                "javascript:x",
                "https://me:s3cret@x.example/",
                "https://me:s3cret@x example/",
                "https://x.example/?key=s3cret|"
            })
    void whatIsNone_isRefusedInWords_withoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpAddress.parse(text))
                .satisfies(wrong -> assertThat(wrong.getMessage()).isNotBlank().doesNotContain("s3cret"))
                .withNoCause();
    }

    @Test
    void link_isWhatPeopleMayClickOn_encodedWhereItHasTo() {
        assertThat(HttpAddress.link(" https://x.example/a b?q={1}|<2> "))
                .hasToString("https://x.example/a%20b?q=%7B1%7D%7C%3C2%3E");
        assertThat(HttpAddress.link("HTTP://x.example/caf\u00e9")).hasToString("HTTP://x.example/caf\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "https:///nowhere",
                "mailto:joe@x.example"
            })
    void linkThatIsNone_isNull(String text) {
        assertThat(HttpAddress.link(text)).isNull();
        assertThat(HttpAddress.link("https://x.example/" + "x".repeat(2_048))).isNull();
    }
}
