package org.rostrum.web.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.web.testing.Configs;

class PublisherConfigTest {
    @Test
    void defaults_areAsDocumented() {
        PublisherConfig config = Configs.of(PublisherConfig.class, Map.of());
        assertThat(config.maxBodyBytes()).isEqualTo(1024 * 1024);
        assertThat(config.quietMillis()).isEqualTo(100);
        assertThat(config.replacementWaitMillis()).isEqualTo(10_000);
        assertThat(config.graceSeconds()).isEqualTo(15);
        assertThat(config.drainMillis()).isEqualTo(2000);
    }
}
