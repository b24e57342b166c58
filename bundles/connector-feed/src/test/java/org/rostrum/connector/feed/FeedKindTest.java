package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;

class FeedKindTest {
    private static final String URL = "https://example.org/feed.xml";
    private final FeedKind kind = new FeedKind(Networks.PUBLIC);

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
    void namesTheSettingsOfTheConfiguration_withItsDefaults() {
        assertThat(kind.settings())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FeedConfig.class.getDeclaredMethods())
                        .map(Method::getName)
                        .filter(name -> !name.startsWith("$"))
                        .toList());
        FeedConfig defaults = Configs.of(FeedConfig.class, Map.of("url", URL));
        assertThat(defaults.timeoutSeconds()).isEqualTo(15);
        assertThat(defaults.maxBytes()).isEqualTo(10 * 1024 * 1024);
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
