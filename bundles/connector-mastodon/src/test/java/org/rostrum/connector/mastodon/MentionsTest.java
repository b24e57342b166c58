package org.rostrum.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private static final Set<String> HOME = Set.of("social.test", "");

    @Test
    void names_areFoundWithAndWithoutHosts() {
        assertThat(Mentions.of("@Ann, (@bob.b@Other.example) and @carl@social.test. .@dora", HOME))
                .containsExactly("ann", "bob.b@other.example", "carl", "dora");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ann@acme.test", "https://social.test/@ann", "a@ b", "@", "5@6", "https://acme.test/?x=@ann"
            })
    void whatIsNoName_isNone(String text) {
        assertThat(Mentions.of(text, HOME)).isEmpty();
    }

    @Test
    void hosts_doNotCount() {
        assertThat(Mentions.withoutHosts("Hello @ann@other.example!")).isEqualTo("Hello @ann!");
        assertThat(MastodonKind.TEXT.length(Mentions.withoutHosts("@ann@other.example")))
                .isEqualTo(4);
    }

    @Test
    void essence_isTheSameForTheSameWords_andDiffersForOthers() {
        assertThat(Mentions.essence(" Cafe\u0301,\r\n\r\n\r\n @Ann@other.example"))
                .isEqualTo(Mentions.essence("caf\u00e9,\u00a0 @ann"));
        assertThat(Mentions.essence("1 piece")).isNotEqualTo(Mentions.essence("2 piece"));
        assertThat(Mentions.essence("@ann thanks")).isNotEqualTo(Mentions.essence("@bob thanks"));
    }
}
