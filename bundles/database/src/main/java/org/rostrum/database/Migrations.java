package org.rostrum.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables of a capability up to date with Flyway, each capability with a history of its own. */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private final DataSource dataSource;
    private final Engine engine;
    /** Flyway locks against other nodes; within this one the capabilities take turns. */
    private final ReentrantLock turn = new ReentrantLock();

    Migrations(DataSource dataSource, Engine engine) {
        this.dataSource = dataSource;
        this.engine = engine;
    }

    void migrate(String capability, Class<?> owner) {
        String folder = "db/migration/" + capability + "/";
        MigrationFiles files = MigrationFiles.of(
                owner, List.of(folder + "common", folder + engine.name().toLowerCase(Locale.ROOT)));
        if (files.isEmpty()) {
            throw new DatabaseException("The bundle of " + owner.getName() + " has no files in " + folder, null);
        }
        String history = capability + "_schema_history";
        try {
            if (new MigrationHistory(dataSource, history).isOf(files)) {
                return;
            }
        } catch (SQLException failure) {
            throw new DatabaseException("The history of the tables of " + capability + " could not be read", failure);
        }
        ClassLoader mine = Migrations.class.getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        turn.lock();
        thread.setContextClassLoader(mine);
        try {
            MigrateResult result = Flyway.configure(mine)
                    .dataSource(dataSource)
                    .locations(new String[0])
                    .loggers("slf4j")
                    .table(history)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .validateMigrationNaming(true)
                    .javaMigrationClassProvider(List::of)
                    .resourceProvider(files)
                    .load()
                    .migrate();
            if (result.migrationsExecuted > 0) {
                LOG.info("Tables of {} are at version {}", capability, result.targetSchemaVersion);
            }
        } catch (FlywayException failure) {
            throw new DatabaseException("The tables of " + capability + " could not be brought up to date", failure);
        } finally {
            thread.setContextClassLoader(before);
            turn.unlock();
        }
    }
}
