package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private final PasswordHashes hashes = new PasswordHashes();

    @Test
    void hash_isArgon2id_withTheParametersOfToday() {
        assertThat(hashes.hash("correct horse".toCharArray()))
                .startsWith("$argon2id$")
                .contains("$t=2,m=19456,p=1$");
    }

    @Test
    void hash_differs_forTheSamePassword() {
        assertThat(hashes.hash("correct horse".toCharArray())).isNotEqualTo(hashes.hash("correct horse".toCharArray()));
    }

    @Test
    void matches_onlyTheSamePassword_alsoBeyondAscii() {
        String hash = hashes.hash("zażółć 密码 🔑".toCharArray());
        assertThat(hashes.matches("zażółć 密码 🔑".toCharArray(), hash)).isTrue();
        assertThat(hashes.matches("zazolc 密码 🔑".toCharArray(), hash)).isFalse();
        assertThat(hashes.matches(new char[0], hash)).isFalse();
    }

    @Test
    void pretend_worksOnAHashOfTheSameForm() {
        // a hash that cannot be read would be refused at once, and tell that nobody has the name
        assertThatNoException().isThrownBy(() -> hashes.pretend("correct horse".toCharArray()));
    }

    @Test
    void outdated_tellsHashesWithOtherParameters() {
        assertThat(hashes.outdated(hashes.hash("x".toCharArray()))).isFalse();
        assertThat(hashes.outdated("$argon2id$v=19$m=4096,t=1,p=1$AAAA$BBBB")).isTrue();
    }

    @Test
    void matches_answersEverybody_whenManyAskAtOnce() throws Exception {
        // small ones: on a machine with other work sixteen whole ones may last longer than anybody waits
        PasswordHashes hashes = new PasswordHashes(1024);
        String hash = hashes.hash("correct horse".toCharArray());
        ExecutorService many = Executors.newFixedThreadPool(16);
        try {
            List<Future<Boolean>> answers = many.invokeAll(
                    Stream.<Callable<Boolean>>generate(() -> () -> hashes.matches("correct horse".toCharArray(), hash))
                            .limit(16)
                            .toList());
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            many.shutdownNow();
        }
    }
}
