package org.rostrum.connector.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.ManualClock;

class GroupPaceTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final ManualClock clock = new ManualClock(NOON);
    private final GroupPace pace = new GroupPace(clock);

    private DeliveryException refused(String chat, int messages) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> pace.take(chat, messages));
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        return failure;
    }

    @Test
    void groups_take20InAMinute_eachByItself() throws Exception {
        pace.take("-1", 5);
        clock.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 15; i++) {
            pace.take("-1", 1);
        }
        assertThat(refused("-1", 1).retryAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(refused("-1", 10).retryAt()).isEqualTo(NOON.plusSeconds(70));
        pace.take("-2", 20);
        pace.take("@acme_news", 20);
        clock.advance(Duration.ofSeconds(50));
        pace.take("-1", 5);
        assertThat(refused("-1", 1).retryAt()).isEqualTo(NOON.plusSeconds(70));
    }

    @Test
    void people_haveNoSuchLimit() throws Exception {
        for (int i = 0; i < 100; i++) {
            pace.take("1001", 1);
        }
    }
}
