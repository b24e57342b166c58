package org.rostrum.channels.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.testkit.Configs;

class PollConfigTest {
    @Test
    void defaults_areAsDocumented() {
        assertThat(Configs.of(PollConfig.class, Map.of()).intervalSeconds()).isEqualTo(300);
    }
}
