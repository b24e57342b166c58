package org.rostrum.engagement.person;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;

/** Learns of contacts from what is new in the archive: at once when it is told of it, and every half minute in case it was not. */
@Component(service = TimedTask.class)
public final class PersonTask implements TimedTask {
    static final String NAME = "people";
    static final String KEY = "all";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(20);

    private final PersonFollower follower;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;

    /** @param tables makes the tables */
    @Activate
    public PersonTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference Archive archive,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.follower = new PersonFollower(database, archive);
        this.access = access;
        this.metrics = metrics;
        metrics.describe("rostrum.engagement.contacts", "Activities that were looked at for who said them");
        this.clock = clock;
        timedWork.scheduleIfAbsent(NAME, KEY, clock.instant(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Instant run(Execution execution) {
        return access.asSystem(NAME, this::takeAll);
    }

    private Instant takeAll() {
        Instant until = clock.instant().plus(TURN);
        while (clock.instant().isBefore(until)) {
            int taken = follower.next();
            if (taken == 0) {
                return clock.instant().plus(LOOK_AGAIN);
            }
            metrics.count("rostrum.engagement.contacts", taken);
        }
        // gives other timed work a turn
        return clock.instant();
    }
}
