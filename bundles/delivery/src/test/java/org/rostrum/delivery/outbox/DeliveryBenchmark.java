package org.rostrum.delivery.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.rostrum.api.delivery.ContentSource;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.database.JdbcDatabase;
import org.rostrum.delivery.DeliveryConfig;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.FakeWhiteboard;
import org.rostrum.delivery.Settings;
import org.rostrum.delivery.timed.DbSchedulerWork;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;

/**
 * Sends deliveries to a target that answers after a given time: through the outbox, and by a plain loop on one thread that
 * keeps them in a table of its own with the same two commits per delivery (is being sent, was sent), because less would
 * lose or double some in a crash.
 *
 * <p>Arguments: JDBC URL of an empty database, number of deliveries, milliseconds until the target answers.
 */
public final class DeliveryBenchmark {
    private static final int STEP = 1000;

    private DeliveryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int total = Integer.parseInt(arguments[1]);
        long answerNanos = Math.round(Double.parseDouble(arguments[2]) * 1e6);
        try (HikariDataSource dataSource = open(arguments[0])) {
            double plain = plain(dataSource, total, answerNanos);
            double ours = outbox(dataSource, total, answerNanos);
            System.out.printf("outbox / plain loop = %.2f%n", ours / plain);
        }
        System.exit(0);
    }

    private static HikariDataSource open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(20);
        return new HikariDataSource(config);
    }

    private static double plain(DataSource dataSource, int total, long answerNanos) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table plain (id int primary key, payload varchar(2000), state varchar(10))");
                connection.commit();
            }
            long began = System.nanoTime();
            try (PreparedStatement insert = connection.prepareStatement("insert into plain values (?, ?, 'PENDING')")) {
                for (int i = 0; i < total; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, Nodes.request("k" + i).payload());
                    insert.addBatch();
                    if ((i + 1) % STEP == 0) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
                insert.executeBatch();
                connection.commit();
            }
            long accepted = System.nanoTime();
            try (PreparedStatement update = connection.prepareStatement("update plain set state = ? where id = ?")) {
                for (int i = 0; i < total; i++) {
                    update.setString(1, "SENDING");
                    update.setInt(2, i);
                    update.executeUpdate();
                    connection.commit();
                    LockSupport.parkNanos(answerNanos);
                    update.setString(1, "DELIVERED");
                    update.setInt(2, i);
                    update.executeUpdate();
                    connection.commit();
                }
            }
            return told("plain loop", total, accepted - began, System.nanoTime() - accepted);
        }
    }

    private static double outbox(DataSource dataSource, int total, long answerNanos) throws Exception {
        DeliveryTables tables = new DeliveryTables(new JdbcDatabase(dataSource));
        FixedAccess access = FixedAccess.everything();
        RecordingMetrics metrics = new RecordingMetrics();
        Clock clock = Clock.systemUTC();
        DeliveryConfig config = new Settings().config();
        DbSchedulerWork work = new DbSchedulerWork(
                tables, dataSource, access, metrics, clock, config, new FakeWhiteboard<TimedTask>());
        FakeWhiteboard<DeliveryTarget> targets = new FakeWhiteboard<>();
        Dispatcher dispatcher = new Dispatcher(
                tables, work, access, metrics, clock, config, targets, new FakeWhiteboard<DeliveryListener>());
        Outbox outbox = new Outbox(
                tables, dispatcher, access, new RecordingAuditLog(), clock, new FakeWhiteboard<ContentSource>());
        long began = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<DeliveryRequest> requests = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            requests.add(Nodes.request("k" + i));
            if (requests.size() == STEP || i == total - 1) {
                outbox.enqueueAll(requests);
                requests.clear();
            }
        }
        long accepted = System.nanoTime();
        processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor;
        System.out.printf("outbox: accepts %,.0f per second of the thread's processor time%n", total * 1e9 / processor);
        FakeTarget crm = new FakeTarget("crm", "lead");
        crm.script = (delivery, arrive) -> {
            LockSupport.parkNanos(answerNanos);
            arrive.run();
        };
        targets.add(crm);
        while (metrics.count("rostrum.delivery.delivered,kind,lead") < total) {
            LockSupport.parkNanos(5_000_000);
        }
        long sent = System.nanoTime();
        if (crm.arrivedOnce() != total) {
            throw new IllegalStateException("not all arrived");
        }
        double rate = told("outbox", total, accepted - began, sent - accepted);
        outbox.close();
        dispatcher.close();
        work.close();
        return rate;
    }

    private static double told(String what, int total, long accepting, long sending) {
        double rate = total * 1e9 / sending;
        System.out.printf(
                "%s: accepts %,.0f per second, sends %,.0f per second%n", what, total * 1e9 / accepting, rate);
        return rate;
    }
}
