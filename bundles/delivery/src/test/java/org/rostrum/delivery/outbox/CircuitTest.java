package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.ManualClock;

class CircuitTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final Circuit circuit = new Circuit(
            "crm",
            new RetryPolicy(
                    Duration.ofSeconds(5),
                    Duration.ofHours(1),
                    20,
                    Duration.ofHours(24),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10),
                    () -> 0.5),
            clock);

    private void unavailable() {
        circuit.failed(FailureCategory.UNAVAILABLE, clock.instant(), "down");
    }

    @Test
    void lets_everything_through_until_a_failure() {
        assertThat(circuit.ask()).isEmpty();
        assertThat(circuit.ask()).isEmpty();
        assertThat(circuit.answered()).isFalse();
        assertThat(circuit.pause()).isEmpty();
    }

    @Test
    void lets_one_probe_through_when_the_pause_is_over() {
        unavailable();
        assertThat(circuit.ask()).contains(clock.instant().plusSeconds(5));
        clock.advance(Duration.ofSeconds(5));
        assertThat(circuit.ask()).isEmpty();
        assertThat(circuit.ask()).contains(clock.instant().plusSeconds(1));
        assertThat(circuit.answered()).isTrue();
        assertThat(circuit.ask()).isEmpty();
        assertThat(circuit.ask()).isEmpty();
    }

    @Test
    void a_probe_that_told_nothing_frees_its_place() {
        unavailable();
        clock.advance(Duration.ofSeconds(5));
        assertThat(circuit.ask()).isEmpty();
        circuit.toldNothing();
        assertThat(circuit.ask()).isEmpty();
    }

    @Test
    void pauses_grow_to_a_minute_and_remember_since_when() {
        Instant since = clock.instant();
        for (int i = 0; i < 10; i++) {
            unavailable();
            clock.advance(Duration.ofMinutes(2));
        }
        unavailable();
        assertThat(circuit.pause()).hasValueSatisfying(pause -> {
            assertThat(pause.since()).isEqualTo(since);
            assertThat(pause.until()).isEqualTo(clock.instant().plusSeconds(60));
            assertThat(pause.error()).isEqualTo("down");
        });
        circuit.answered();
        unavailable();
        assertThat(circuit.ask()).contains(clock.instant().plusSeconds(5));
    }

    @Test
    void a_rate_limit_pauses_to_its_time() {
        Instant until = clock.instant().plus(Duration.ofMinutes(20));
        circuit.failed(FailureCategory.RATE_LIMITED, until, "slow down");
        assertThat(circuit.ask()).contains(until);
    }
}
