package org.rostrum.channels.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.testkit.Configs;

class ImportConfigTest {
    @Test
    void defaults_areAsDocumented() {
        ImportConfig config = Configs.of(ImportConfig.class, Map.of());

        assertThat(config.folder()).isEmpty();
        assertThat(config.maxBytes()).isEqualTo(4L * 1024 * 1024 * 1024);
        assertThat(config.maxExpandedBytes()).isEqualTo(16L * 1024 * 1024 * 1024);
        assertThat(config.maxExpansion()).isEqualTo(200);
        assertThat(config.batchRecords()).isEqualTo(4000);
        assertThat(config.batchCharacters()).isEqualTo(8_000_000);
    }
}
