package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.ManualClock;

/** The bound that people set for a month. */
class SpendingTest extends XGround {
    private final ManualClock clock = new ManualClock(Instant.now());

    @BeforeEach
    void bound() {
        clock(clock);
        set("monthlyDollars", "1");
        for (int i = 0; i < 250; i++) {
            network().say("number " + i);
        }
    }

    /** A hundred posts, their author and ourselves cost 52 cents; two hundred, more than a dollar with the own name. */
    private String readAll() throws Exception {
        String cursor = connector().fetch(null).cursor();
        return connector().fetch(cursor).cursor();
    }

    @Test
    void reading_stopsAtTheBound_untilTheNextMonth_whatIsDecidedIsStillSaid() throws Exception {
        String cursor = readAll();
        DeliveryException failure =
                failure(FailureCategory.RATE_LIMITED, () -> connector().fetch(cursor));
        assertThat(failure).hasMessageContaining("monthlyDollars");
        Instant next = Objects.requireNonNull(failure.retryAt());
        assertThat(connector().warnings()).singleElement().asString().contains("dollars");
        connector().publish(post("1", "Still said"));
        assertThat(network().said()).hasSize(1);

        reconnect();
        failure(FailureCategory.RATE_LIMITED, () -> connector().fetch(cursor));
        clock.set(next);
        assertThat(connector().fetch(cursor).activities()).hasSize(50 + 1);
        assertThat(connector().warnings()).isEmpty();
    }

    @Test
    void reading_isUnbounded_withoutABound() throws Exception {
        set("monthlyDollars", "0");
        assertThat(connector().fetch(readAll()).activities()).hasSize(50);
        assertThat(memory().read(CHANNEL, "spent")).isEmpty();
    }
}
