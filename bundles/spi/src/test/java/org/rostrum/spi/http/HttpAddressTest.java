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
}
