package org.rostrum.database;

import java.sql.SQLException;
import java.util.Properties;
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
 * comes up later than this one is no reason to be restarted. On the way down an embedded Derby is closed properly.
 */
@Component(
        service = HealthCheck.class,
        immediate = true,
        property = {"hc.name=database", "hc.tags=ready"})
public final class DatabaseOpener implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpener.class);
    private static final int RETRY_SECONDS = 2;

    private final DataSource dataSource;
    private final @Nullable DataSourceFactory derby;
    private final BundleContext context;
    private final ScheduledExecutorService opener =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rostrum-database"));
    private volatile @Nullable Database database;
    private volatile @Nullable ServiceRegistration<Database> registration;
    private volatile @Nullable Future<?> retry;
    private volatile String state = "not asked yet";

    @Activate
    public DatabaseOpener(
            @Reference(target = "(dataSourceName=rostrum)") DataSource dataSource,
            @Reference(target = "(osgi.jdbc.driver.name=derby)", cardinality = ReferenceCardinality.OPTIONAL) @Nullable
                    DataSourceFactory derby,
            BundleContext context) {
        this.dataSource = dataSource;
        this.derby = derby;
        this.context = context;
        opener.execute(this::open);
    }

    private void open() {
        try {
            Database opened = new JdbcDatabase(dataSource);
            database = opened;
            registration = context.registerService(Database.class, opened, null);
            state = "open";
        } catch (SQLException failure) {
            state = String.valueOf(failure.getMessage());
            LOG.warn("The database does not answer, trying again in {} s: {}", RETRY_SECONDS, state);
            retry = opener.schedule(this::open, RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalStateException stopped) {
            LOG.debug("The bundle was stopped while the database was opened", stopped);
        }
    }

    @Deactivate
    void close() throws InterruptedException {
        Future<?> waiting = retry;
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
        Database opened = database;
        if (opened != null && opened.engine() == Database.Engine.DERBY && derby != null) {
            shutDownDerby(opened, derby);
        }
    }

    private static void shutDownDerby(Database opened, DataSourceFactory derby) {
        try {
            String url = opened.read(connection -> connection.getMetaData().getURL());
            derby.createDriver(null).connect(url + ";shutdown=true", new Properties());
            LOG.warn("Derby did not confirm that it was closed");
        } catch (SQLException closed) {
            // Derby tells success by an exception: 08006 for one database
            if ("08006".equals(closed.getSQLState())) {
                LOG.info("Derby is closed");
            } else {
                LOG.warn("Derby could not be closed; it will recover at the next start", closed);
            }
        } catch (RuntimeException failure) {
            LOG.warn("Derby could not be closed; it will recover at the next start", failure);
        }
    }

    @Override
    public Result execute() {
        Database opened = database;
        if (opened == null) {
            return new Result(Result.Status.CRITICAL, "The database does not answer: " + state);
        }
        try {
            long began = System.nanoTime();
            opened.read(connection -> connection.isValid(2));
            return new Result(
                    Result.Status.OK,
                    opened.engine() + " answers in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)
                            + " ms");
        } catch (RuntimeException failure) {
            return new Result(Result.Status.CRITICAL, "The database does not answer: " + failure.getMessage());
        }
    }
}
