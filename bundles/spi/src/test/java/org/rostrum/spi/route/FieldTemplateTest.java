package org.rostrum.spi.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

class FieldTemplateTest {
    private static FieldTemplate template(String text) {
        return new FieldTemplate(text, FieldTemplate.CASE_FIELDS);
    }

    @Test
    void places_areFilled_andWhatLooksLikeOneWithinAFieldIsText() throws Exception {
        assertThat(template("{summary} ({language})\\n{url} {not one").places())
                .containsExactly("summary", "language", "url");
        assertThat(template("{summary}\\n{text}").fill(Map.of("summary", "{text} $1 \\n", "text", "said")))
                .isEqualTo("{text} $1 \\n\nsaid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{Summary}", "{ summary }", "{text} {nothing}", "{}"})
    void aFieldThatThereIsNot_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> template(text))
                .withMessageContaining("no field")
                .withMessageNotContaining("{");
    }

    @Test
    void fill_leavesOutWhatIsEmpty_andRefusesWhatIsMissing() throws Exception {
        FieldTemplate template = template(" {contactName} {url}\\n");
        assertThat(template.fill(Map.of("contactName", "Anna", "url", ""))).isEqualTo("Anna");
        DeliveryException failure =
                catchThrowableOfType(DeliveryException.class, () -> template.fill(Map.of("contactName", "Anna")));
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("no field url");
    }

    @Test
    void require_refusesWhenNothingIsLeft() throws Exception {
        FieldTemplate template = template("{contactName} {url}");
        assertThat(template.require("Requestor", Map.of("contactName", "", "url", "u")))
                .isEqualTo("u");
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> template.require("Requestor", Map.of("contactName", " ", "url", "")));
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("Requestor").hasMessageContaining("[contactName, url]");
    }

    @Test
    void isBlank_isWhatSaysNothing() {
        assertThat(template(" \\n ").isBlank()).isTrue();
        assertThat(template("{url}").isBlank()).isFalse();
    }

    @Test
    void line_isOneLine_cutBetweenCodePoints() {
        assertThat(FieldTemplate.line(" a\r\n\tb\u0000c ", 10)).isEqualTo("a b c");
        assertThat(FieldTemplate.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(FieldTemplate.line("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(FieldTemplate.line("abcd\ud83d\ude80gh", 6)).isEqualTo("abcd…");
    }
}
