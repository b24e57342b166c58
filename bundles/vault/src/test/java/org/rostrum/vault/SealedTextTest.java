package org.rostrum.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.problem.Problem;

class SealedTextTest {
    private static final String CONTEXT = "channels/acme.news/SETTING/password";
    private static final String PLAIN = "correct horse – ключ 🔑";

    private final SecureRandom random = new SecureRandom();
    private final VaultKey key = VaultKey.random(random, Instant.EPOCH);

    private String seal() {
        return SealedText.seal(key, random, CONTEXT, PLAIN).toString();
    }

    private static void refused(String sealed, VaultKey key, String context) {
        assertThatThrownBy(() -> SealedText.parse(sealed).open(key, context))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNPROCESSABLE);
                    assertThat(problem.remedy()).isEqualTo("Enter it again.");
                    assertThat(problem.toString() + problem.getCause()).doesNotContain(PLAIN, key.base64());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", PLAIN})
    void opens_whatWasSealed(String plain) {
        String sealed = SealedText.seal(key, random, CONTEXT, plain).toString();
        assertThat(sealed).matches("rs1\\.[0-9a-f]{16}\\.[A-Za-z0-9_-]+").startsWith("rs1." + key.id() + ".");
        assertThat(SealedText.parse(sealed).open(key, CONTEXT)).isEqualTo(plain);
    }

    @Test
    void sealsDifferently_eachTime() {
        assertThat(seal()).isNotEqualTo(seal());
    }

    @Test
    void opensNowhereElse_norWithAnotherKey() {
        refused(seal(), key, "channels/acme.blog/SETTING/password");
        refused(seal(), VaultKey.random(random, Instant.EPOCH), CONTEXT);
    }

    @Test
    void opensNot_whenOneCharacterIsAnother() {
        String sealed = seal();
        for (int at = "rs1.".length() + key.id().length() + 1; at < sealed.length() - 1; at++) {
            char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            refused(sealed.substring(0, at) + other + sealed.substring(at + 1), key, CONTEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rs1",
                "rs2.0123456789abcdef.AAAA",
                "rs1.0123456789abcdef.A",
                "rs1.x.AAAA",
                "rs1.0123456789abcdef.A=="
            })
    void refuses_otherTexts(String text) {
        refused(text, key, CONTEXT);
    }
}
