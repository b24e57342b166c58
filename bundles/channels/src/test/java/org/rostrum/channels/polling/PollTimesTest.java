package org.rostrum.channels.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.ManualClock;

class PollTimesTest {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-05-01T12:00:00Z"));
    private final PollTimes times = new PollTimes(clock);

    @Test
    void channelsThatFellDueTogether_areSpreadOverTheInterval() {
        int[] tenths = new int[15];
        for (int i = 0; i < 500; i++) {
            Instant next = times.regular("acme.channel-" + i, INTERVAL);
            long after = Duration.between(clock.instant(), next).toSeconds();
            assertThat(after).isBetween(150L, 450L);
            tenths[(int) (after / 30) % 15]++;
        }
        for (int tenth = 5; tenth < 15; tenth++) {
            assertThat(tenths[tenth]).isBetween(20, 90);
        }
    }

    @Test
    void channel_hasItsOwnMoments_anIntervalApart() {
        Instant one = times.regular("acme.news", INTERVAL);
        clock.set(one.plusMillis(700));
        assertThat(times.regular("acme.news", INTERVAL)).isEqualTo(one.plus(INTERVAL));
        // after an outage, too
        clock.set(one.plus(Duration.ofHours(7)).plusSeconds(31));
        long apart = Duration.between(one, times.regular("acme.news", INTERVAL)).toMillis();
        assertThat(apart % INTERVAL.toMillis()).isZero();
    }

    @Test
    void networkThatWantsToBeAskedLater_is() {
        Instant next = times.afterSuccess("acme.news", INTERVAL, Duration.ofHours(1));
        assertThat(next)
                .isBetween(clock.instant().plusSeconds(3600), clock.instant().plusSeconds(3780));
    }

    @Test
    void failures_areAnsweredByTheirCategory() {
        Instant asked = clock.instant().plusSeconds(900);
        assertThat(times.afterFailure(new DeliveryException(FailureCategory.RATE_LIMITED, "x", asked, null), 1))
                .isBetween(asked, asked.plusSeconds(45));
        assertThat(times.afterFailure(new DeliveryException(FailureCategory.UNAVAILABLE, "x", null), 1))
                .isBetween(clock.instant().plusSeconds(10), clock.instant().plusSeconds(13));
        assertThat(times.afterFailure(new DeliveryException(FailureCategory.UNAVAILABLE, "x", null), 40))
                .isBetween(clock.instant().plusSeconds(3600), clock.instant().plusSeconds(4501));
        assertThat(times.afterFailure(new DeliveryException(FailureCategory.AUTH_EXPIRED, "x", null), 1))
                .isAfterOrEqualTo(clock.instant().plusSeconds(1800));
    }
}
