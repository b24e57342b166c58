package org.rostrum.connector.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;

class TelegramSettingsTest {
    private static final String TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";

    private static TelegramSettings settings(String name, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("botToken", TOKEN));
        values.put(name, value);
        return TelegramSettings.of(Configs.of(TelegramConfig.class, values));
    }

    private static Problem refused(String name, Object value) {
        Problem problem = catchThrowableOfType(Problem.class, () -> settings(name, value));
        assertThat(problem).as("%s = %s", name, value).isNotNull();
        assertThat(problem.field()).isEqualTo(name);
        assertThat(problem.remedy()).isNotBlank();
        return problem;
    }

    @Test
    void defaults_areThoseOfTheDefinition() {
        TelegramSettings settings = TelegramSettings.of(Configs.of(TelegramConfig.class, Map.of("botToken", TOKEN)));
        assertThat(settings.address("getMe")).isEqualTo("https://api.telegram.org/bot" + TOKEN + "/getMe");
        assertThat(settings.botId()).isEqualTo("123456");
        assertThat(settings.waitSeconds()).isEqualTo(5);
        assertThat(settings.webhookSecret()).isNull();
        assertThat(settings.chat()).isNull();
        assertThat(settings.topic()).isZero();
        assertThat(settings.describeMedia()).isTrue();
        assertThat(settings.isOwn("123456", null)).isTrue();
        assertThat(settings.isOwn("1", "acme")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.telegram.org/, https://api.telegram.org",
        "http://localhost:8081, http://localhost:8081",
        "http://192.168.1.7:8081/tg/, http://192.168.1.7:8081/tg"
    })
    void api_mayBeAServerOfOnesOwn(String given, String address) {
        assertThat(settings("api", given).address("getMe")).isEqualTo(address + "/bot" + TOKEN + "/getMe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://api.telegram.org", "ftp://a.test", "", "https://a.test?x=1", "https://me:secret@a.test"})
    void api_mustBeAnAddressThatKeepsTheToken(String given) {
        assertThat(refused("api", given)).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "123456", "bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11", "123456:ABC/../getMe?x=yyyyyyyyyy"
            })
    void token_mustBeOne_andIsNotRepeated(String given) {
        Problem problem = refused("botToken", given);
        assertThat(given.isEmpty() || !String.valueOf(problem.getMessage()).contains(given))
                .isTrue();
    }

    @Test
    void numbers_areBounded() {
        refused("waitSeconds", 26);
        refused("waitSeconds", -1);
        refused("topic", -1);
    }

    @Test
    void webhook_needsASecret() {
        Problem problem = catchThrowableOfType(Problem.class, () -> settings("receive", "WEBHOOK"));
        assertThat(problem.field()).isEqualTo("webhookSecret");
    }

    @Test
    void topic_needsAChat() {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> TelegramSettings.check(Map.of("botToken", TOKEN, "topic", "7")));
        assertThat(problem.field()).isEqualTo("topic");
    }
}
