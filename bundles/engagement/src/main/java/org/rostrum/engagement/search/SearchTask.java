package org.rostrum.engagement.search;

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

/** Has what is said be found by its words: at once when it is told of it, and every half minute in case it was not. */
@Component(service = TimedTask.class)
public final class SearchTask implements TimedTask {
    public static final String NAME = "inbox-search";
    public static final String KEY = "all";
    static final String BATCHES = "rostrum.engagement.searched";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(20);

    private final SearchIndexer indexer;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;

    /** @param tables makes the tables */
    @Activate
    public SearchTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference Archive archive,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.indexer = new SearchIndexer(database, archive);
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        metrics.describe(BATCHES, "Batches of messages whose words were taken in for the inbox's search");
        timedWork.scheduleIfAbsent(NAME, KEY, clock.instant(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public Instant run(Execution execution) {
        return access.asSystem(NAME, this::takeAll);
    }

    private Instant takeAll() {
        Instant until = clock.instant().plus(TURN);
        while (clock.instant().isBefore(until)) {
            if (!indexer.next()) {
                return clock.instant().plus(LOOK_AGAIN);
            }
            metrics.count(BATCHES, 1);
        }
        // gives other timed work a turn
        return clock.instant();
    }
}
