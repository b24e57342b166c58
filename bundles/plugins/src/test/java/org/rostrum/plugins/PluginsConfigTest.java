package org.rostrum.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.testkit.Configs;

class PluginsConfigTest {
    @Test
    void defaults() {
        PluginsConfig config = Configs.of(PluginsConfig.class, Map.of());
        assertThat(config.uploads()).isTrue();
        assertThat(config.maxBytes()).isEqualTo(64L * 1024 * 1024);
        assertThat(config.maxUnpackedBytes()).isEqualTo(512L * 1024 * 1024);
        assertThat(config.allowedSha256()).isEmpty();
        assertThat(config.signers()).isEmpty();
        assertThat(config.folder()).isEmpty();
    }
}
