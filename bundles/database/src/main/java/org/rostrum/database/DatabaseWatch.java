package org.rostrum.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the database gives connections, tells everybody when it does not, and opens an embedded one again. */
final class DatabaseWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final int FIRST_RETRY = 1;
    private static final int LAST_RETRY = 8;
    private static final int INTERVAL = 2;

    private final WatchedDataSource dataSource;
    private final DataSource pool;
    private final @Nullable EmbeddedDerby derby;
    private int retry = FIRST_RETRY;
    private @Nullable String cause;

    /** @param derby null when the database is a server */
    DatabaseWatch(DataSource pool, @Nullable EmbeddedDerby derby) {
        this.pool = pool;
        this.dataSource = new WatchedDataSource(pool);
        this.derby = derby;
    }

    WatchedDataSource dataSource() {
        return dataSource;
    }

    /** @return after how many seconds to look again */
    int look() {
        String before = dataSource.outage();
        String now = derby != null ? derby.open() : ask();
        dataSource.setOutage(now);
        if (now == null) {
            if (before != null) {
                LOG.info("The database gives connections again");
            }
            retry = FIRST_RETRY;
            return INTERVAL;
        }
        if (!now.equals(before)) {
            LOG.error("{} Requests are refused; it is tried again until it works", now);
        }
        int wait = retry;
        retry = Math.min(LAST_RETRY, retry * 2);
        return wait;
    }

    /** A pool whose connections are all in use is busy, not broken: whoever waits may get the next one. */
    private @Nullable String ask() {
        try (Connection connection = pool.getConnection()) {
            cause = null;
            return connection.isValid(5) ? null : "The database does not answer.";
        } catch (SQLException failure) {
            if (BusyPool.isIn(failure)) {
                dataSource.busy().warn(failure);
                return null;
            }
            return failed(failure);
        }
    }

    /** The reason goes to the log, once; others are only told that it is so. */
    private String failed(SQLException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String found = root.toString();
        if (!found.equals(cause)) {
            LOG.error("The database gives no connection: {}", found);
            cause = found;
        }
        return "The database gives no connection.";
    }
}
