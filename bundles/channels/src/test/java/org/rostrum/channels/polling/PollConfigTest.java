package org.rostrum.channels.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.testkit.Configs;

class PollConfigTest {
    @Test
    void defaults_areAsDocumented() {
        PollConfig polls = Configs.of(PollConfig.class, Map.of());
        assertThat(polls.intervalSeconds()).isEqualTo(300);
        assertThat(polls.atOnce()).isEqualTo(8);
        assertThat(polls.atOncePerConnector()).isEqualTo(4);
        RatesConfig rates = Configs.of(RatesConfig.class, Map.of());
        assertThat(rates.nodes()).isEqualTo(1);
        assertThat(rates.percentForPolls()).isEqualTo(80);
    }
}
