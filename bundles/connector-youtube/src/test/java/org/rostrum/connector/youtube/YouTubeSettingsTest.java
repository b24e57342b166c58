package org.rostrum.connector.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.problem.Problem;
import org.rostrum.connector.youtube.YouTubeSettings.Access;
import org.rostrum.testkit.Configs;

class YouTubeSettingsTest {
    private static Map<String, String> owner() {
        return new LinkedHashMap<>(Map.of("clientId", "1.apps", "clientSecret", "s", "refreshToken", "r"));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = owner();
        settings.put(name, value);
        return settings;
    }

    @Test
    void defaults_areThoseOfYouTube() {
        YouTubeSettings settings = YouTubeSettings.of(Configs.of(YouTubeConfig.class, owner()));
        assertThat(settings.access()).isEqualTo(Access.OWNER);
        assertThat(settings.channel()).isNull();
        assertThat(settings.api()).isEqualTo("https://www.googleapis.com");
        assertThat(settings.tokenAddress()).hasToString("https://oauth2.googleapis.com/token");
        assertThat(settings.hub()).hasToString("https://pubsubhubbub.appspot.com/subscribe");
        assertThat(settings.callback()).isNull();
        assertThat(settings.ownVideos()).isTrue();
        assertThat(settings.heldComments()).isTrue();
        assertThat(settings.threads()).isEqualTo(200);
        assertThat(settings.historyDays()).isEqualTo(90);
        assertThat(settings.banSpammers()).isFalse();
        YouTubeSettings.check(owner());
    }

    @ParameterizedTest
    @CsvSource({
        "access, owner",
        "channel, UCtooshort",
        "channel, https://www.youtube.com/@acme",
        "clientId, ''",
        "clientSecret, ' '",
        "refreshToken, caf\u00e9",
        "apiKey, two words",
        "callbackAddress, https://acme.example/hooks?x=1",
        "callbackAddress, acme.example",
        "callbackAddress, http://social.acme.example/api/v1/webhooks/a",
        "callbackAddress, https://localhost/api/v1/webhooks/a",
        "callbackAddress, https://10.1.2.3/api/v1/webhooks/a",
        "callbackAddress, https://intranet/api/v1/webhooks/a",
        "hubSecret, has blanks in it but is long",
        "api, https://www.googleapis.com/?key=1",
        "tokenAddress, http://oauth2.googleapis.com/token",
        "hub, ftp://hub.example"
    })
    void wrongSettings_areRefusedByName_withoutRepeatingSecrets(String name, String value) {
        Problem problem = catchThrowableOfType(Problem.class, () -> YouTubeSettings.check(with(name, value)));
        assertThat(problem).isNotNull();
        assertThat(problem.field()).isEqualTo(name);
        assertThat(problem.remedy()).isNotBlank();
    }

    @Test
    void callback_needsASecret() {
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> YouTubeSettings.check(with("callbackAddress", "https://acme.example/api/v1/webhooks/a")));
        assertThat(problem.field()).isEqualTo("hubSecret");
    }

    @Test
    void key_needsAChannelAndNothingOfAnOwner() {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("access", "KEY", "apiKey", "AIza"));
        Problem problem = catchThrowableOfType(Problem.class, () -> YouTubeSettings.check(settings));
        assertThat(problem.field()).isEqualTo("channel");
        settings.put("channel", "@acme");
        assertThatCode(() -> YouTubeSettings.check(settings)).doesNotThrowAnyException();
        assertThat(YouTubeSettings.of(Configs.of(YouTubeConfig.class, settings)).heldComments())
                .isFalse();
    }

    @Test
    void owner_isToldApart_withoutTellingIt() {
        YouTubeSettings one = YouTubeSettings.of(Configs.of(YouTubeConfig.class, owner()));
        YouTubeSettings other = YouTubeSettings.of(Configs.of(YouTubeConfig.class, with("refreshToken", "other")));
        assertThat(one.owner()).isNotEqualTo(other.owner()).hasSize(32);
    }
}
