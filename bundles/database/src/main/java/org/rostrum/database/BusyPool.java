package org.rostrum.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that connections run short, and what to configure; once in a while, for it meets many at once. */
final class BusyPool {
    private static final Logger LOG = LoggerFactory.getLogger(BusyPool.class);
    private static final long BETWEEN = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private boolean told;
    private long toldAt;
    private long since;

    BusyPool(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it says that all connections are in use; one that could not be made has a cause. */
    static boolean isIn(SQLException failure) {
        return failure instanceof SQLTransientConnectionException && failure.getCause() == null;
    }

    synchronized void warn(SQLException failure) {
        long now = nanos.getAsLong();
        if (told && now - toldAt < BETWEEN) {
            since++;
            return;
        }
        LOG.warn(
                "All connections to the database are in use, and none came back in time ({}); {} more waited in vain since"
                        + " the last line like this. If it lasts, raise hikari.maximumPoolSize in"
                        + " etc/org.ops4j.datasource-rostrum.cfg (and max_connections of a PostgreSQL server), or"
                        + " hikari.connectionTimeout to have them wait longer",
                failure.getMessage(),
                since);
        told = true;
        toldAt = now;
        since = 0;
    }
}
