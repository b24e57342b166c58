package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.Ability;
import org.rostrum.testkit.Configs;

class FeedKindTest {
    private static final String URL = "https://example.org/feed.xml";
    private final FeedKind kind = new FeedKind();

    @Test
    void takesWhatTheConnectorTakes() {
        assertThatNoException().isThrownBy(() -> kind.check(Map.of("url", URL)));
        assertThatNoException()
                .isThrownBy(() -> kind.check(Map.of(
                        "url",
                        URL,
                        "direction",
                        "outbound",
                        "language",
                        "pt-BR",
                        "timeoutSeconds",
                        "40",
                        "maxBytes",
                        "1024")));
    }

    @Test
    void defaultsOfTheConfiguration_areThoseOfTheCheck() throws WrongSettingException {
        FeedConfig defaults = Configs.of(FeedConfig.class, Map.of("url", URL));

        assertThat(defaults.direction()).isEqualTo("inbound");
        assertThat(defaults.language()).isEmpty();
        assertThat(defaults.timeoutSeconds()).isEqualTo(15);
        assertThat(defaults.maxBytes()).isEqualTo(10 * 1024 * 1024);
        assertThat(FeedSettings.of(defaults)).isEqualTo(FeedSettings.of(URL, null, null, 15, 10 * 1024 * 1024));
    }

    @Test
    void saysWhatItIs() {
        assertThat(kind.title()).isNotBlank();
        assertThat(kind.abilities()).containsExactly(Ability.LISTEN);
    }

    @ParameterizedTest
    @CsvSource({
        "url,",
        "url, ''",
        "url, nonsense",
        "url, ftp://example.org/x",
        "url, https://",
        "url, file:///etc/passwd",
        "url, https://me:secret@example.org/",
        "direction, sideways",
        "language, !!",
        "timeoutSeconds, 0",
        "timeoutSeconds, 41",
        "timeoutSeconds, soon",
        "maxBytes, 10",
        "maxBytes, 99999999999",
        "maxBytes, ''"
    })
    void refusesWhatTheConnectorCannotUse_andNamesIt(String setting, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("url", URL));
        if (value == null) {
            settings.remove(setting);
        } else {
            settings.put(setting, value);
        }
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> kind.check(settings))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(problem.field()).isEqualTo(setting);
                    assertThat(problem.remedy()).isNotBlank();
                });
    }
}
