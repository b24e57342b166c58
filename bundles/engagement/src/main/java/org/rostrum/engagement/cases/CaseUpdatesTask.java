package org.rostrum.engagement.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.routing.RuleAdapters;

/**
 * Tells the systems that have cases what is said afterwards, and when the conversation is closed or opened: soon after it was routed or
 * done, and every half minute.
 */
@Component(service = TimedTask.class)
public final class CaseUpdatesTask implements TimedTask {
    public static final String NAME = "case-updates";
    public static final String KEY = "all";
    private static final String TOLD = "rostrum.engagement.case.updates";
    private static final String STATUSES = "rostrum.engagement.case.statuses";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(20);

    private final CaseUpdates updates;
    private final CaseStatuses statuses;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;

    /** @param tables makes the tables */
    @Activate
    public CaseUpdatesTask(
            @Reference RoutingTables tables,
            @Reference RuleAdapters adapters,
            @Reference Database database,
            @Reference Archive archive,
            @Reference DeliveryService deliveries,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        FollowedCases cases = new FollowedCases(database, archive, deliveries, adapters::taking);
        this.updates = new CaseUpdates(database, archive, deliveries, cases);
        this.statuses = new CaseStatuses(database, archive, deliveries, cases, clock);
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        metrics.describe(TOLD, "Messages that were handed over to the systems that have a lead or ticket of them");
        metrics.describe(
                STATUSES, "Leads and tickets whose systems were told that the conversation is closed or open again");
        timedWork.scheduleIfAbsent(NAME, KEY, clock.instant(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Instant run(Execution execution) {
        return access.asSystem(NAME, this::all);
    }

    private Instant all() {
        Instant until = clock.instant().plus(TURN);
        while (clock.instant().isBefore(until)) {
            CaseUpdates.Batch said = updates.next();
            CaseStatuses.Batch done = statuses.next();
            metrics.count(TOLD, said.updates());
            metrics.count(STATUSES, done.told());
            if (said.activities() == 0 && done.events() == 0) {
                return clock.instant().plus(LOOK_AGAIN);
            }
        }
        return clock.instant();
    }
}
