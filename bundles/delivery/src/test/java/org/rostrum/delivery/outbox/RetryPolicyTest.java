package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.delivery.outbox.RetryPolicy.Decision;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static RetryPolicy policy(double random) {
        return new RetryPolicy(
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                20,
                Duration.ofHours(24),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                () -> random);
    }

    @Test
    void waits_double_up_to_the_longest() {
        List<Long> seconds = new ArrayList<>();
        for (int failures = 1; failures <= 13; failures++) {
            seconds.add(policy(0.5).backOff(failures).toSeconds());
        }
        assertThat(seconds)
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 3600L, 3600L, 3600L);
        assertThat(policy(0.5).backOff(1000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void waits_are_spread_by_a_fifth() {
        assertThat(policy(0).backOff(1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(policy(1).backOff(1)).isEqualTo(Duration.ofSeconds(6));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"UNAVAILABLE", "UNKNOWN_OUTCOME"})
    void gives_up_only_when_both_tries_and_hours_are_used_up(FailureCategory category) {
        Instant longAgo = NOW.minus(Duration.ofHours(24));
        assertThat(policy(0.5).decide(category, null, 19, longAgo, NOW)).isInstanceOf(Decision.Again.class);
        assertThat(policy(0.5).decide(category, null, 40, longAgo.plusSeconds(1), NOW))
                .isInstanceOf(Decision.Again.class);
        assertThat(policy(0.5).decide(category, null, 20, longAgo, NOW)).isInstanceOf(Decision.GiveUp.class);
    }

    @Test
    void an_unknown_outcome_is_not_looked_up_before_it_has_settled() {
        assertThat(policy(0.5).decide(FailureCategory.UNKNOWN_OUTCOME, null, 1, NOW, NOW))
                .isEqualTo(new Decision.Again(NOW.plusSeconds(10), true));
        assertThat(policy(0.5).decide(FailureCategory.UNKNOWN_OUTCOME, null, 3, NOW, NOW))
                .isEqualTo(new Decision.Again(NOW.plusSeconds(20), true));
    }

    @Test
    void rate_limits_end_at_the_named_time_within_reason() {
        assertThat(rateLimited(NOW.plusSeconds(90))).isEqualTo(NOW.plusSeconds(90));
        assertThat(rateLimited(NOW.minusSeconds(90))).isEqualTo(NOW.plusSeconds(1));
        assertThat(rateLimited(Instant.parse("2099-01-01T00:00:00Z"))).isEqualTo(NOW.plus(Duration.ofHours(24)));
        assertThat(policy(0.5).decide(FailureCategory.RATE_LIMITED, null, 1, NOW, NOW))
                .isEqualTo(new Decision.Again(NOW.plusSeconds(60), false));
    }

    private static Instant rateLimited(Instant retryAt) {
        Decision decision = policy(0.5).decide(FailureCategory.RATE_LIMITED, retryAt, 99, Instant.EPOCH, NOW);
        assertThat(decision).isInstanceOf(Decision.Again.class);
        return ((Decision.Again) decision).at();
    }

    @Test
    void refused_credentials_never_give_up() {
        assertThat(policy(0.5).decide(FailureCategory.AUTH_EXPIRED, null, 999, Instant.EPOCH, NOW))
                .isEqualTo(new Decision.Again(NOW.plusSeconds(300), false));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"REJECTED", "UNSUPPORTED"})
    void a_clear_no_is_given_up_at_once(FailureCategory category) {
        assertThat(policy(0.5).decide(category, null, 1, NOW, NOW)).isInstanceOf(Decision.GiveUp.class);
    }
}
