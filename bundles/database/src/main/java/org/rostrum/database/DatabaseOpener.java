package org.rostrum.database;

import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.jdbc.DataSourceFactory;
import org.rostrum.api.data.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the {@link Database} as soon as the data source answers, and keeps trying until it does: a database server that
 * comes up later than this one is no reason to be restarted, and neither is a disk that was full for a while. On the way down
 * an embedded Derby is closed properly.
 */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=database", "hc.tags=ready"})
public final class DatabaseOpener implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpener.class);
    private static final long LITTLE_ROOM = 100L << 20;

    private final DatabaseWatch watch;
    private final @Nullable EmbeddedDerby derby;
    private final PostgresStatistics statistics;
    private final BundleContext context;
    private final ScheduledExecutorService opener =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rostrum-database"));
    private volatile @Nullable Database database;
    private volatile @Nullable ServiceRegistration<Database> registration;
    private volatile @Nullable Future<?> next;
    private volatile String state = "not asked yet";

    @Activate
    public DatabaseOpener(
            @Reference(target = "(dataSourceName=rostrum)") Map.Entry<Map<String, Object>, DataSource> dataSource,
            @Reference(target = "(osgi.jdbc.driver.name=derby)", cardinality = ReferenceCardinality.OPTIONAL) @Nullable
                    DataSourceFactory derby,
            BundleContext context)
            throws SQLException {
        Object url = dataSource.getKey().get("url");
        this.derby = derby != null && EmbeddedDerby.isMeant(url)
                ? new EmbeddedDerby(derby.createDriver(null), String.valueOf(url))
                : null;
        this.watch = new DatabaseWatch(dataSource.getValue(), this.derby);
        this.statistics = new PostgresStatistics(watch.dataSource());
        this.context = context;
        next = opener.schedule(this::look, 0, TimeUnit.SECONDS);
    }

    private void look() {
        int seconds = 2;
        try {
            seconds = watch.look();
            String outage = watch.dataSource().outage();
            if (outage != null) {
                state = outage;
            } else if (database == null) {
                open();
            } else {
                renewStatistics(database);
            }
        } catch (RuntimeException failure) {
            state = String.valueOf(failure.getMessage());
            LOG.error("Looking after the database failed", failure);
        } finally {
            if (!opener.isShutdown()) {
                next = opener.schedule(this::look, seconds, TimeUnit.SECONDS);
            }
        }
    }

    private void renewStatistics(Database opened) {
        if (opened.engine() == Database.Engine.POSTGRESQL) {
            try {
                statistics.renew();
            } catch (SQLException failure) {
                LOG.debug("The statistics of the tables could not be renewed; it is tried again", failure);
            }
        }
    }

    private void open() {
        try {
            Database opened = new JdbcDatabase(watch.dataSource());
            database = opened;
            registration = context.registerService(Database.class, opened, null);
            state = "open";
        } catch (SQLException failure) {
            state = String.valueOf(failure.getMessage());
            LOG.warn("The database does not answer yet: {}", state);
        } catch (IllegalStateException stopped) {
            LOG.debug("The bundle was stopped while the database was opened", stopped);
        }
    }

    @Deactivate
    void close() throws InterruptedException {
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(true);
        }
        opener.shutdownNow();
        if (!opener.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("Opening the database did not end in time");
        }
        ServiceRegistration<Database> offered = registration;
        if (offered != null) {
            try {
                offered.unregister();
            } catch (IllegalStateException gone) {
                LOG.trace("Already unregistered by the framework", gone);
            }
        }
        if (derby != null && database != null) {
            if (derby.shutDown()) {
                LOG.info("Derby is closed");
            } else {
                LOG.warn("Derby could not be closed; it will recover at the next start");
            }
        }
    }

    @Override
    public Result execute() {
        String outage = watch.dataSource().outage();
        if (outage != null) {
            return new Result(Result.Status.CRITICAL, outage + " Requests are refused; it is tried again.");
        }
        Database opened = database;
        if (opened == null) {
            return new Result(Result.Status.CRITICAL, "The database does not answer: " + state);
        }
        try {
            long began = System.nanoTime();
            opened.read(connection -> connection.isValid(2));
            return well(opened.engine() + " answers in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)
                    + " ms");
        } catch (RuntimeException failure) {
            return new Result(Result.Status.CRITICAL, "The database does not answer: " + failure.getMessage());
        }
    }

    private Result well(String message) {
        OptionalLong room = derby == null ? OptionalLong.empty() : derby.room();
        return room.isPresent() && room.getAsLong() < LITTLE_ROOM
                ? new Result(
                        Result.Status.WARN,
                        message + "; only " + (room.getAsLong() >> 20)
                                + " MB are left on its disk: make room, or it will stop")
                : new Result(Result.Status.OK, message);
    }
}
