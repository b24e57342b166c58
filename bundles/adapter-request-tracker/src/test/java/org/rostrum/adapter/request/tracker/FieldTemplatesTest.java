package org.rostrum.adapter.request.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.testkit.Configs;

class FieldTemplatesTest {
    private static FieldTemplates templates(Map<String, ?> settings) {
        return new FieldTemplates(Configs.of(RequestTrackerConfig.class, settings));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields  | Colour              | is not of the form",
                "fields  | =x                  | is not of the form",
                "fields  | Colour=red          | cannot be written",
                "fields  | CF.=x               | cannot be written",
                "fields  | CF.RostrumKey=x     | keyField",
                "fields  | Cc={nobody}         | no field \"nobody\"",
                "fields  | Cc=a; Owner=b; Cc=c | Cc is there twice",
                "fields  | Subject=x           | cannot be written",
                "subject | {Summary}           | no field \"Summary\"",
                "content | ' '                 | Content is empty"
            })
    void whatCannotBe_isRefused(String setting, String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates(Map.of(setting, value)))
                .withMessageContaining("\"" + setting + "\"")
                .withMessageContaining(why);
    }

    @Test
    void customFields_areThoseThatAreWritten() {
        assertThat(templates(Map.of("fields", "Owner={owner}; CF.Post uri={url};; CF.Lang={language};"))
                        .customFields())
                .containsExactly("Post uri", "Lang");
    }

    @Test
    void defaults_areUsable_andWithoutAnAddressItIsNotUsed() {
        RequestTrackerConfig config = Configs.of(RequestTrackerConfig.class, Map.of());
        assertThat(config.address()).isEmpty();
        assertThat(config.token()).isEmpty();
        assertThat(config.queue()).isEqualTo("General");
        assertThat(config.keyField()).isEqualTo("RostrumKey");
        assertThat(config.subject()).isEqualTo("{summary}");
        assertThat(config.content()).startsWith("{text}\\n").endsWith("\\n{url}");
        assertThat(config.fields()).isEmpty();
        assertThat(new FieldTemplates(config).customFields()).isEmpty();
    }
}
