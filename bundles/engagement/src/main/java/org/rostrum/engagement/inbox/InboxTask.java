package org.rostrum.engagement.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.assignment.Assigner;
import org.rostrum.engagement.due.ResponseClocks;

/** Brings into the inbox what is new in the archive: at once when it is told of it, and every half minute in case it was not. */
@Component(service = TimedTask.class, configurationPid = "org.rostrum.engagement.inbox")
@Designate(ocd = InboxConfig.class)
public final class InboxTask implements TimedTask {
    public static final String NAME = "inbox";
    public static final String KEY = "all";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(20);

    private final InboxFollower follower;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;

    /** @param tables makes the tables */
    @Activate
    public InboxTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference Archive archive,
            @Reference ResponseClocks clocks,
            @Reference Assigner assigner,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock,
            InboxConfig config) {
        this.follower =
                new InboxFollower(database, archive, clocks, assigner, clock, Duration.ofDays(config.historyDays()));
        this.access = access;
        this.metrics = metrics;
        metrics.describe("rostrum.engagement.inbox", "Activities that were brought into the inbox");
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
            metrics.count("rostrum.engagement.inbox", taken);
        }
        // gives other timed work a turn
        return clock.instant();
    }
}
