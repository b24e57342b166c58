package org.rostrum.delivery.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.database.JdbcDatabase;
import org.rostrum.delivery.DeliveryConfig;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.FakeWhiteboard;
import org.rostrum.delivery.Settings;
import org.rostrum.delivery.timed.DbSchedulerWork;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingMetrics;

/** A node in a process of its own; it works until it is killed. */
public final class OtherProcess {
    private OtherProcess() {}

    static Settings settings() {
        return Settings.quick()
                .with("heartbeatSeconds", 1)
                .with("settleSeconds", 1)
                .with("callTimeoutSeconds", 5);
    }

    /** @param arguments the JDBC address */
    public static void main(String[] arguments) throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[0]);
        HikariDataSource dataSource = new HikariDataSource(pool);
        DeliveryTables tables = new DeliveryTables(new JdbcDatabase(dataSource));
        FixedAccess access = FixedAccess.everything();
        RecordingMetrics metrics = new RecordingMetrics();
        Clock clock = Clock.systemUTC();
        DeliveryConfig config = settings().config();
        DbSchedulerWork work = new DbSchedulerWork(
                tables, dataSource, access, metrics, clock, config, new FakeWhiteboard<TimedTask>());
        FakeWhiteboard<DeliveryTarget> targets = new FakeWhiteboard<>();
        targets.add(new TableTarget(tables.database()));
        Dispatcher dispatcher = new Dispatcher(
                tables, work, access, metrics, clock, config, targets, new FakeWhiteboard<DeliveryListener>());
        System.out.println("working, " + dispatcher.pauses().size() + " adapters paused");
        Thread.currentThread().join();
    }
}
