package org.rostrum.channels.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.problem.Problem;

class SettingsInputTest {
    @Test
    void whatTheSchemaSays_isTakenAsItIsWritten() {
        Map<String, @Nullable Object> given = new HashMap<>();
        given.put("text", "x");
        given.put("number", 15);
        given.put("large", new BigInteger("99999999999999999999"));
        given.put("part", 0.5);
        given.put("truth", true);
        given.put("list", List.of("a", "b,c", 3));
        given.put("none", null);
        Map<String, @Nullable String> read = SettingsInput.read(given);
        assertThat(read)
                .containsEntry("text", "x")
                .containsEntry("number", "15")
                .containsEntry("large", "99999999999999999999")
                .containsEntry("part", "0.5")
                .containsEntry("truth", "true")
                .containsEntry("list", "a,b\\,c,3")
                .containsEntry("none", null);
        assertThat(SettingsInput.read(null)).isEmpty();
    }

    @Test
    void whatIsNoValue_isRefused() {
        for (Object wrong : List.of(Map.of("a", 1), List.of(List.of("a")), Arrays.asList("a", null))) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> SettingsInput.read(Map.of("x", wrong)))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("settings.x"));
        }
    }
}
