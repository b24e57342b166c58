package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxNews;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.RoutingTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who wait that something has changed, on whichever node it was changed: while somebody waits, one thread looks at the
 * number of the last change twice a second. As whoever changes something holds the lock of {@link InboxProgress} until it is
 * committed, numbers become visible in their order, and none is passed over.
 */
@Component(service = NewsDesk.class)
public final class NewsDesk {
    static final int MOST = 500;
    private static final Logger LOG = LoggerFactory.getLogger(NewsDesk.class);
    private static final long BETWEEN_MILLIS = 500;

    private final Database database;
    private final Set<Waiting> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rostrum-inbox-news"));

    private final ScheduledFuture<?> looking;

    /** @param until by {@link System#nanoTime} */
    private record Waiting(long after, Reach reach, long until, CompletableFuture<InboxNews> told) {}

    private record Changed(long id, String accountId) {}

    /** @param tables makes the tables */
    @Activate
    public NewsDesk(@Reference RoutingTables tables, @Reference Database database) {
        this.database = database;
        this.looking = looks.scheduleWithFixedDelay(this::look, BETWEEN_MILLIS, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void close() {
        // not interrupted: Derby would close its files
        looking.cancel(false);
        looks.shutdown();
        all.forEach(this::nothing);
    }

    long last() {
        return database.read(
                connection -> Sql.number(connection, "select changes from engagement_inbox_progress where id = 1"));
    }

    /** Completes on the thread that looks; after {@code most} with nothing. */
    CompletableFuture<InboxNews> await(long after, Reach reach, Duration most) {
        Waiting waiting = new Waiting(after, reach, System.nanoTime() + most.toNanos(), new CompletableFuture<>());
        all.add(waiting);
        if (looks.isShutdown()) {
            nothing(waiting);
        }
        return waiting.told;
    }

    /** Whoever waits is not failed by a database that is away for a moment: it is asked again. */
    void look() {
        // who comes meanwhile is looked for next time, and not sent away before
        List<Waiting> waitingNow = List.copyOf(all);
        if (waitingNow.isEmpty()) {
            return;
        }
        try {
            long last = last();
            for (Waiting waiting : waitingNow) {
                if (waiting.after > last) {
                    // of another database, such as before a restore
                    finish(waiting, new InboxNews(last, new TreeSet<>(), true));
                } else if (waiting.after < last) {
                    tell(waiting, last);
                }
            }
        } catch (RuntimeException failure) {
            LOG.warn("News of the inbox could not be read; they are told later", failure);
        }
        waitingNow.stream()
                .filter(waiting -> waiting.until - System.nanoTime() <= 0)
                .forEach(this::nothing);
    }

    private void tell(Waiting waiting, long last) {
        List<Changed> changed = database.read(connection -> since(connection, waiting.after));
        SortedSet<Long> ids = new TreeSet<>();
        changed.stream().filter(one -> waiting.reach.covers(one.accountId)).forEach(one -> ids.add(one.id));
        boolean more = changed.size() > MOST;
        if (!ids.isEmpty() || more) {
            finish(waiting, new InboxNews(last, ids, more));
        }
    }

    private static List<Changed> since(Connection connection, long after) throws SQLException {
        return Sql.list(
                connection,
                "select id, account_id from engagement_conversation where changed > ? fetch first " + (MOST + 1)
                        + " rows only",
                row -> new Changed(row.getLong(1), row.getString(2)),
                after);
    }

    private void nothing(Waiting waiting) {
        finish(waiting, new InboxNews(waiting.after, new TreeSet<>(), false));
    }

    private void finish(Waiting waiting, InboxNews news) {
        all.remove(waiting);
        waiting.told.complete(news);
    }
}
