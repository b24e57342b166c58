package org.rostrum.channels.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.channels.connectors.SlidingBudget;

class SlidingBudgetTest {
    private static final Instant BEGIN = Instant.parse("2026-05-01T12:00:00Z");

    /** Whoever asks as often as they like passes the limit in no window, wherever it begins. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inNoWindow_areMoreUsedThanThereAre(long seed) {
        Random random = new Random(seed);
        SlidingBudget budget = new SlidingBudget(20, Duration.ofMinutes(1));
        List<Instant> used = new ArrayList<>();
        Instant now = BEGIN;
        for (int i = 0; i < 5_000; i++) {
            now = now.plusMillis(random.nextInt(500));
            int cost = 1 + random.nextInt(3);
            if (budget.wait(cost, 100, now) == null) {
                budget.use(cost, now);
                for (int point = 0; point < cost; point++) {
                    used.add(now);
                }
            }
        }
        for (int i = 20; i < used.size(); i++) {
            assertThat(Duration.between(used.get(i - 20), used.get(i))).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
        // and nobody is kept waiting for much longer than it takes
        Duration whole = Duration.between(BEGIN, now);
        assertThat(used.size()).isGreaterThan((int) (20 * whole.toMinutes() * 0.85));
    }

    @Test
    void whoMustWait_isToldUntilWhen() {
        SlidingBudget budget = new SlidingBudget(10, Duration.ofMinutes(1));
        for (int i = 0; i < 8; i++) {
            assertThat(budget.wait(1, 80, BEGIN)).isNull();
            budget.use(1, BEGIN);
        }
        Instant until = Objects.requireNonNull(budget.wait(1, 80, BEGIN));
        assertThat(until).isBetween(BEGIN.plusSeconds(60), BEGIN.plusSeconds(62));
        // people may use the rest
        assertThat(budget.wait(1, 100, BEGIN)).isNull();
        assertThat(budget.left(BEGIN)).isEqualTo(2);
        assertThat(budget.wait(1, 80, until)).isNull();
        assertThat(budget.left(until)).isEqualTo(10);
    }

    @Test
    void whatCostsMoreThanThereEverIs_passesAlone() {
        SlidingBudget budget = new SlidingBudget(10, Duration.ofMinutes(1));
        assertThat(budget.wait(25, 100, BEGIN)).isNull();
        budget.use(25, BEGIN);
        assertThat(budget.wait(1, 100, BEGIN)).isNotNull();
        assertThat(budget.wait(25, 100, BEGIN.plusSeconds(62))).isNull();
    }
}
