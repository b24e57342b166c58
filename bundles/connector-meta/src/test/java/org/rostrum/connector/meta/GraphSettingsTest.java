package org.rostrum.connector.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;

class GraphSettingsTest {
    private static Map<String, String> whole() {
        return new LinkedHashMap<>(Map.of(
                "page",
                "acme.coffee",
                "appId",
                "4711",
                "appSecret",
                GraphSimulator.APP_SECRET,
                "accessToken",
                GraphSimulator.TOKEN));
    }

    @Test
    void whatIsNotGiven_isAsItShouldBe() {
        GraphSettings.check(whole(), GraphSettings.FILMS);
        FacebookConfig facebook = Configs.of(FacebookConfig.class, whole());
        assertThat(GraphSettings.of(facebook)).satisfies(settings -> {
            assertThat(settings.graph()).isEqualTo("https://graph.facebook.com/v26.0");
            assertThat(settings.uploads()).isEqualTo("https://graph-video.facebook.com");
            assertThat(settings.days()).isEqualTo(30);
            assertThat(settings.verifyToken()).isNull();
        });
        assertThat(facebook.messages()).isFalse();
        assertThat(facebook.ownPosts()).isTrue();
        InstagramConfig instagram = Configs.of(InstagramConfig.class, whole());
        assertThat(GraphSettings.of(instagram).graph()).isEqualTo("https://graph.facebook.com/v26.0");
        assertThat(GraphSettings.of(instagram).uploads()).isEqualTo("https://rupload.facebook.com");
        assertThat(instagram.ownPosts()).isTrue();
    }

    @Test
    void remedies_nameTheAddressOfTheNetwork_andTheRuleThatWasBroken() {
        Map<String, String> settings = whole();
        settings.put("uploads", "ftp://x");
        assertThat(catchThrowableOfType(Problem.class, () -> new FacebookKind().check(settings))
                        .remedy())
                .contains("https://graph-video.facebook.com");
        assertThat(catchThrowableOfType(Problem.class, () -> new InstagramKind().check(settings))
                        .remedy())
                .contains("https://rupload.facebook.com");
        settings.put("page", "acme brand");
        assertThat(catchThrowableOfType(Problem.class, () -> new FacebookKind().check(settings))
                        .detail())
                .isEqualTo("\"acme brand\" is no page: a number, or a name of 5 to 50 letters, digits and dots.");
    }

    @ParameterizedTest
    @CsvSource({
        "page, ''",
        "page, https://www.facebook.com/acme",
        "appId, acme",
        "appSecret, ''",
        "appSecret, abc",
        "accessToken, 'two words of a token are none'",
        "verifyToken, 'tiny'",
        "api, http://graph.facebook.com",
        "api, https://me:pass@graph.facebook.com",
        "api, 'https://graph.facebook.com/?x=1'",
        "uploads, ftp://rupload.facebook.com",
        "version, 26.0",
        "days, 0",
        "days, 366"
    })
    void whatIsWrong_isNamed_withARemedy_andWithoutSecrets(String name, String value) {
        Map<String, String> settings = whole();
        settings.put(name, value);
        Problem problem = catchThrowableOfType(Problem.class, () -> GraphSettings.check(settings, GraphSettings.FILMS));
        assertThat(problem).isNotNull();
        assertThat(problem.field()).isEqualTo(name);
        assertThat(problem.remedy()).isNotBlank();
        boolean secret = name.endsWith("Secret") || name.endsWith("Token");
        assertThat(secret
                        && !value.isEmpty()
                        && String.valueOf(problem.getMessage()).contains(value))
                .isFalse();
    }

    /** The example of RFC 4231, 4.3. */
    @Test
    void proofs_areHmacSha256() {
        byte[] mac = GraphSettings.sign(
                "Jefe", "what do ya want for nothing?".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(java.util.HexFormat.of().formatHex(mac))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
