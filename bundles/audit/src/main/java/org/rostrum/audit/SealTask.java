package org.rostrum.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;

/** Signs the trail every now and then, when anything was written since. */
@Component(service = TimedTask.class, immediate = true, configurationPid = "org.rostrum.audit.seals")
@Designate(ocd = SealConfig.class)
public final class SealTask implements TimedTask {
    static final String NAME = "audit-seal";
    private static final String FILE = "audit-seal-key";

    private final Database database;
    private final JdbcAuditLog auditLog;
    private final Clock clock;
    private final Duration every;
    private final Path file;

    @Activate
    public SealTask(
            @Reference Database database,
            @Reference JdbcAuditLog auditLog,
            @Reference TimedWork work,
            @Reference Clock clock,
            BundleContext context,
            SealConfig config) {
        this(
                database,
                auditLog,
                work,
                clock,
                Path.of(Objects.requireNonNullElse(context.getProperty("karaf.data"), "data"))
                        .resolve(config.keyFile().isBlank() ? FILE : config.keyFile()),
                Duration.ofMinutes(config.everyMinutes()));
    }

    SealTask(Database database, JdbcAuditLog auditLog, TimedWork work, Clock clock, Path file, Duration every) {
        this.database = database;
        this.auditLog = auditLog;
        this.clock = clock;
        this.file = file;
        this.every = every;
        work.scheduleIfAbsent(NAME, NAME, clock.instant().plus(every), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Instant run(Execution execution) throws IOException {
        SealKey key = SealKey.in(file);
        database.transact(connection -> seal(connection, key));
        return clock.instant().plus(every);
    }

    private void seal(Connection connection, SealKey key) throws SQLException {
        if (!SealTable.knows(connection, key)) {
            // another key than before is something to be asked about
            SealTable.add(connection, key, clock.instant());
            auditLog.record(
                    "audit.seal-key",
                    "audit-seal-key/" + key.id(),
                    null,
                    null,
                    "{\"publicKey\":\"" + key.publicKey() + "\"}");
        }
        JdbcAuditLog.Head head = JdbcAuditLog.head(connection);
        if (head.sequence() > SealTable.last(connection)) {
            SealTable.add(
                    connection, head.sequence(), head.hash(), clock.instant().truncatedTo(ChronoUnit.MICROS), key);
        }
    }
}
