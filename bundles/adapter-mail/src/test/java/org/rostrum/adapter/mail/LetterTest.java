package org.rostrum.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

class LetterTest {
    private static DeliveryException refused(String payload) {
        DeliveryException refused = catchThrowableOfType(DeliveryException.class, () -> Letter.parse(payload));
        assertThat(refused).as(payload).isNotNull();
        assertThat(refused.category()).isEqualTo(FailureCategory.REJECTED);
        return refused;
    }

    @Test
    void parse_takesAllFields_andIgnoresOthers() throws Exception {
        Letter letter = Letter.parse(
                """
                {"to": ["joe@example.org", "Żaneta Łoś <zaneta@łódź.example>"], "cc": ["a@b.example"], "bcc": "c@d.example",
                 "replyTo": ["\\"Smith, Joe\\" <joe@example.org>"], "subject": "zażółć", "text": "gęślą", "html": "<p>jaźń</p>",
                 "headers": {"X-Priority": "1"}, "surprise": {"deep": 1}}
                """);

        assertThat(letter.to())
                .extracting(InternetAddress::getAddress, InternetAddress::getPersonal)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("joe@example.org", null),
                        org.assertj.core.groups.Tuple.tuple("zaneta@xn--d-uga0v4h.example", "Żaneta Łoś"));
        assertThat(letter.cc()).hasToString("[a@b.example]");
        assertThat(letter.bcc()).hasToString("[c@d.example]");
        assertThat(letter.replyTo()).extracting(InternetAddress::getPersonal).containsExactly("Smith, Joe");
        assertThat(letter.subject()).isEqualTo("zażółć");
        assertThat(letter.text()).isEqualTo("gęślą");
        assertThat(letter.html()).isEqualTo("<p>jaźń</p>");
        assertThat(letter.headers()).containsEntry("X-Priority", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joe",
                "joe@",
                "@example.org",
                "joe@example..org",
                "joe smith@example.org",
                "joe@example.org, ann@example.org",
                "friends: joe@example.org;",
                "żółw@example.org",
                "joe@exa\\nmple.org",
                "joe@example.org\\r\\nBcc: eve@example.org",
                "<joe@example.org",
                ""
            })
    void parse_isRejectedNamingTheAddress(String address) {
        String shown = address.replace("\\r", " ").replace("\\n", " ").replaceAll(" +", " ");

        DeliveryException refused =
                refused("{\"to\":[\"ok@example.org\"],\"cc\":[\"" + address + "\"],\"subject\":\"s\",\"text\":\"t\"}");

        assertThat(refused).hasMessageContaining("\"" + shown + "\"").hasMessageContaining("\"cc\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\":\"s\",\"text\":\"t\"}|\"to\"",
                "{\"to\":[],\"subject\":\"s\",\"text\":\"t\"}|\"to\"",
                "{\"to\":[1],\"subject\":\"s\",\"text\":\"t\"}|\"to\"",
                "{\"to\":\"a@b\",\"text\":\"t\"}|\"subject\"",
                "{\"to\":\"a@b\",\"subject\":5,\"text\":\"t\"}|\"subject\"",
                "{\"to\":\"a@b\",\"subject\":\"s\"}|\"text\"",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"html\":{}}|\"html\"",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"headers\":[]}|\"headers\"",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"headers\":{\"X-A\":1}}|X-A",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"headers\":{\"X-A\":\"1\\r\\nBcc: e@f\"}}|X-A",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"headers\":{\"X A\":\"1\"}}|X A",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"headers\":{\"X-A\\r\\nBcc\":\"e@f\"}}|X-A Bcc",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"headers\":{\"bcc\":\"e@f\"}}|bcc",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"headers\":{\"Content-Type\":\"x\"}}|Content-Type",
                "{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\",\"headers\":{\"Message-ID\":\"x\"}}|Message-ID",
                "[]|JSON object",
                "{\"to\"|JSON",
                "{} {}|JSON"
            })
    void parse_isRejectedNamingTheField(String payload, String named) {
        assertThat(refused(payload)).hasMessageContaining(named);
    }

    @Test
    void subject_isOneLine_whateverItWas() throws Exception {
        Letter letter = Letter.parse(
                "{\"to\":\"a@b\",\"subject\":\" one\\r\\nBcc: eve@example.org\\u2028two\\u0000 \",\"text\":\"t\"}");

        assertThat(letter.subject()).isEqualTo("one Bcc: eve@example.org two");
    }
}
