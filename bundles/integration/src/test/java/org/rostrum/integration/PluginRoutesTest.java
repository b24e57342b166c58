package org.rostrum.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.testkit.Configs;

class PluginRoutesTest {
    private static IntegrationConfig config(int seconds) {
        return Configs.of(IntegrationConfig.class, Map.of("stopTimeoutSeconds", seconds));
    }

    @Test
    void defaults_areAsDocumented() {
        IntegrationConfig config = Configs.of(IntegrationConfig.class, Map.of());

        assertThat(config.stopTimeoutSeconds()).isEqualTo(10);
        assertThat(config.jmx()).isFalse();
    }

    @Test
    void stopTimeout_isInSeconds() {
        assertThat(PluginRoutes.stopTimeout(config(300))).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 301})
    void stopTimeout_isRefused_outsideItsRange(int seconds) {
        assertThatThrownBy(() -> PluginRoutes.stopTimeout(config(seconds)))
                .hasMessageContaining("stopTimeoutSeconds")
                .hasMessageContaining(String.valueOf(seconds));
    }
}
