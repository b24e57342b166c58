package org.rostrum.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.ArchiveListener;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.api.webhook.LifeCycleFeed;

/**
 * Reads the feeds and makes deliveries of what follows: the place in a feed moves in the transaction that writes them. What was done
 * with an activity is told after the activity itself.
 */
@Component(
        service = {TimedTask.class, ArchiveListener.class},
        configurationPid = "org.rostrum.webhooks")
public final class WebhookTask implements TimedTask, ArchiveListener {
    static final String NAME = "webhooks";
    static final String KEY = "all";
    static final String READ = "rostrum.webhooks.events";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofSeconds(20);
    private static final int AT_ONCE = 200;

    private final Database database;
    private final Feeds feeds;
    private final Telling telling;
    private final WebhookTargets targets;
    private final TimedWork timedWork;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final Forgetting forgetting;
    private final EventLog log = new EventLog();

    @Activate
    public WebhookTask(
            @Reference WebhookStore store,
            @Reference Feeds feeds,
            @Reference Telling telling,
            @Reference WebhookTargets targets,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock,
            WebhooksConfig config) {
        this.database = store.database();
        this.feeds = feeds;
        this.telling = telling;
        this.targets = targets;
        this.timedWork = timedWork;
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        this.forgetting = new Forgetting(store, Duration.ofDays(Math.min(365, Math.max(1, config.keepDays()))));
        metrics.describe(READ, "Events that were looked at for webhooks, by feed");
        timedWork.scheduleIfAbsent(NAME, KEY, clock.instant(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void activitiesArchived(long lastSequence) {
        timedWork.hurry(NAME, KEY);
    }

    @Override
    public Instant run(Execution execution) {
        return access.asSystem(NAME, this::all);
    }

    private Instant all() {
        targets.refresh();
        forgetting.at(clock.instant());
        Instant until = clock.instant().plus(TURN);
        while (clock.instant().isBefore(until)) {
            if (!next(until)) {
                return clock.instant().plus(LOOK_AGAIN);
            }
        }
        // gives other timed work a turn
        return clock.instant();
    }

    /** @param from where it began */
    private record Read(long from, LifeCycleFeed.Part part) {}

    /** @return whether there was anything */
    private boolean next(Instant until) {
        Map<LifeCycleFeed, Read> done = new LinkedHashMap<>();
        for (LifeCycleFeed feed : feeds.others()) {
            done.put(feed, read(feed));
        }
        // what they tell of was archived before
        boolean any = archive(feeds.archive().last(), until);
        if (!clock.instant().isBefore(until)) {
            return true;
        }
        for (Map.Entry<LifeCycleFeed, Read> entry : done.entrySet()) {
            any |= write(entry.getKey(), entry.getValue());
        }
        return any;
    }

    private boolean archive(long upTo, Instant until) {
        boolean any = false;
        Read read = read(feeds.archive());
        while (read.from() < upTo && clock.instant().isBefore(until)) {
            any |= write(feeds.archive(), read);
            read = read(feeds.archive());
        }
        return any;
    }

    private Read read(LifeCycleFeed feed) {
        long position = database.transaction(connection -> {
            Long known = log.position(connection, feed.name()).orElse(null);
            if (known != null) {
                return known;
            }
            // what was before is not told
            long last = feed.last();
            log.begin(connection, feed.name(), last);
            return last;
        });
        return new Read(position, feed.after(position, AT_ONCE));
    }

    private boolean write(LifeCycleFeed feed, Read read) {
        if (read.part().position() == read.from()) {
            return false;
        }
        database.transact(connection -> {
            log.move(connection, feed.name(), read.from(), read.part().position());
            telling.tell(connection, read.part().events());
        });
        metrics.count(READ, read.part().events().size(), "feed", feed.name());
        return true;
    }
}
