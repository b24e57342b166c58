package org.rostrum.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Component;

/** The product's clock: UTC, in the microseconds that both databases keep. */
@Component(service = Clock.class)
public final class UtcClock extends Clock {
    private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }
}
