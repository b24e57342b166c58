package org.rostrum.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryConfigTest {
    @Test
    void defaults() {
        DeliveryConfig config = new Settings().config();
        assertThat(config.quickThreads()).isEqualTo(6);
        assertThat(config.longThreads()).isEqualTo(3);
        assertThat(config.deliveryThreads()).isEqualTo(12);
        assertThat(config.parallelPerAdapter()).isEqualTo(4);
        assertThat(config.pollMillis()).isEqualTo(200);
        assertThat(config.heartbeatSeconds()).isEqualTo(2);
        assertThat(config.graceSeconds()).isEqualTo(15);
        assertThat(config.callTimeoutSeconds()).isEqualTo(60);
        assertThat(config.settleSeconds()).isEqualTo(10);
        assertThat(config.firstRetrySeconds()).isEqualTo(5);
        assertThat(config.longestRetrySeconds()).isEqualTo(3600);
        assertThat(config.tries()).isEqualTo(20);
        assertThat(config.giveUpAfterHours()).isEqualTo(24);
        assertThat(config.credentialsRetrySeconds()).isEqualTo(300);
        assertThatCode(() -> ConfigCheck.check(config)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"quickThreads,0", "parallelPerAdapter,9", "pollMillis,-1", "heartbeatSeconds,0", "tries,0"})
    void impossible_settings_are_named(String setting, int value) {
        DeliveryConfig config = new Settings().with(setting, value).config();
        assertThatThrownBy(() -> ConfigCheck.check(config))
                .hasMessageContaining(DeliveryConfig.PID)
                .hasMessageContaining(setting + " = " + value);
    }
}
