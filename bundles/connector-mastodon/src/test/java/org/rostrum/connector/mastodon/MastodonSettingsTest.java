package org.rostrum.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;

class MastodonSettingsTest {
    private static MastodonSettings settings(String server, String token) {
        return MastodonSettings.of(Map.of("server", server, "accessToken", token));
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon.social, https://mastodon.social",
        "https://mastodon.social/, https://mastodon.social",
        "' http://localhost:3000 ', http://localhost:3000"
    })
    void server_isTakenAsPeopleSayIt(String said, String address) {
        assertThat(settings(said, "x").server()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "two words", "@acme@mastodon.social", "https://me:secret@social.test", "https://a.test?x=1"})
    void server_mustBeAnAddress(String said) {
        Problem problem = catchThrowableOfType(Problem.class, () -> settings(said, "x"));
        assertThat(problem.field()).isEqualTo("server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nend", "caf\u00e9"})
    void token_mustBeOne_andIsNotToldWhenItIsNot(String token) {
        Problem problem = catchThrowableOfType(Problem.class, () -> settings("a.test", token));
        assertThat(problem.field()).isEqualTo("accessToken");
        assertThat(token.isEmpty() || !String.valueOf(problem.getMessage()).contains(token))
                .isTrue();
    }

    @Test
    void ownPosts_areBroughtUnlessNobodyWantsThem() {
        assertThat(settings("a.test", "x").ownPosts()).isTrue();
        assertThat(MastodonSettings.of(Map.of("server", "a.test", "accessToken", "x", "ownPosts", "false"))
                        .ownPosts())
                .isFalse();
        assertThat(MastodonSettings.of(Configs.of(MastodonConfig.class, Map.of("server", "a.test", "accessToken", "x")))
                        .ownPosts())
                .isTrue();
    }
}
