package org.rostrum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.problem.Problem;

class ChannelDraftTest {
    private static ChannelDraft draft(String connector, Map<String, String> settings) {
        return ChannelDraft.of(null, "acme", connector, "Trade press", settings);
    }

    @Test
    void id_followsFromAccountConnectorAndName() {
        assertThat(draft("feed", Map.of("url", "https://a.example/")).id()).isEqualTo("acme.feed.trade-press");
    }

    /** The server's own configurations have dots behind the prefix of connectors: they are out of reach. */
    @ParameterizedTest
    @ValueSource(strings = {"file.folder", "feed.network", "../x", "Feed", ""})
    void connectorType_isOneWord(String connector) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> draft(connector, Map.of()))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("connector"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"service.pid", "Service.PID", "Rostrum.channel", "felix.x", "component.name", "objectClass"})
    void settings_haveNoNamesOfThePlatform_inWhateverCase(String name) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> draft("feed", Map.of(name, "x")))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("settings." + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a=b", "\u0000", "é", ".x"})
    void settings_haveNames_thatAConfigurationCanHave(String name) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> draft("feed", Map.of(name, "x")))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("settings"));
    }

    @Test
    void settings_thatDifferInCaseAlone_areRefused() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> draft("feed", Map.of("url", "https://a.example/", "URL", "https://b.example/")))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("settings.url"));
    }
}
