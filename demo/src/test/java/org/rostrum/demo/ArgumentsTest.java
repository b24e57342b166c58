package org.rostrum.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static Arguments parse(String... more) {
        String[] needed = {
            "--url", "http://127.0.0.1:1", "--user", "a", "--password-file", "p", "--data-folder", "d", "--out", "o"
        };
        return Arguments.parse(Stream.concat(Stream.of(needed), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void options_areHandedOn_asOftenAsTheyAreGiven() {
        assertThat(parse().options()).isEmpty();
        Arguments parsed = parse("--option", "ownActors=acme,acme_help", "--format", "csv", "--option", "delimiter==");
        assertThat(parsed.options()).isEqualTo(Map.of("ownActors", "acme,acme_help", "delimiter", "="));
        assertThat(parsed.format()).isEqualTo("csv");
    }

    @Test
    void optionWithoutValue_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--option", "ownActors"))
                .withMessageContaining("ownActors")
                .withMessageContaining("name=value");
    }
}
