package org.rostrum.archive.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.archive.Intake;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.JdbcArchive;
import org.rostrum.database.JdbcDatabase;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingMetrics;

/**
 * Appends made-up activities, 1,000 per transaction, and then copies the very rows that came of it into the same tables of
 * an empty database by bare JDBC batches, 1,000 activities per transaction with their share of the other tables.
 *
 * <p>Arguments: JDBC URL of the database to append to, JDBC URL of the one to copy to (or - for none), number of activities. Both databases
 * must be empty. Prints rates by the clock and by the processor time of this thread, which with Derby does all the work: on a
 * busy machine the latter is the one to compare.
 */
public final class AppendBenchmark {
    private static final int BATCH = 1000;
    private static final List<String> TABLES = List.of(
            "archive_activity",
            "archive_original",
            "archive_segment",
            "archive_contact",
            "archive_conversation",
            "archive_awaited",
            "archive_hourly",
            "archive_channel",
            "archive_account",
            "archive_response_day",
            "archive_response_month",
            "archive_contact_day",
            "archive_contact_return");

    private AppendBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        long total = Long.parseLong(arguments[2]);
        try (HikariDataSource appended = open(arguments[0])) {
            double append = append(appended, total);
            if (!arguments[1].equals("-")) {
                try (HikariDataSource copied = open(arguments[1])) {
                    double bare = copy(appended, copied);
                    System.out.printf("append / bare = %.2f%n", append / bare);
                }
            }
        }
    }

    private static HikariDataSource open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    private static double append(HikariDataSource dataSource, long total) throws SQLException {
        JdbcArchive archive = new JdbcArchive(
                new ArchiveTables(new JdbcDatabase(dataSource)),
                FixedAccess.everything(),
                Clock.systemUTC(),
                new RecordingMetrics());
        SampleActivities activities = new SampleActivities(total);
        Stopwatch busy = new Stopwatch();
        long done = 0;
        long lap = 0;
        for (List<Intake.Entry> entries = activities.next(BATCH);
                !entries.isEmpty();
                entries = activities.next(BATCH)) {
            busy.start();
            archive.append(new Intake(entries, null));
            busy.stop();
            done += entries.size();
            if (done % (total / 10) < BATCH) {
                System.out.printf(
                        "append: %,d at %,.0f per processor second%n", done, total * 1e8 / (busy.processor - lap));
                lap = busy.processor;
            }
        }
        return rate("append", done, busy);
    }

    private static double copy(HikariDataSource from, HikariDataSource to) throws SQLException {
        new ArchiveTables(new JdbcDatabase(to));
        Map<String, List<Object[]>> rows = new LinkedHashMap<>();
        Map<String, String> inserts = new LinkedHashMap<>();
        for (String table : TABLES) {
            read(from, table, rows, inserts);
        }
        long activities = rows.getOrDefault("archive_activity", List.of()).size();
        Stopwatch busy = new Stopwatch();
        try (Connection connection = to.getConnection()) {
            connection.setAutoCommit(false);
            busy.start();
            for (long at = 0; at < activities; at += BATCH) {
                for (Map.Entry<String, List<Object[]>> table : rows.entrySet()) {
                    int size = table.getValue().size();
                    int first = (int) (size * at / activities);
                    int end = (int) (size * Math.min(activities, at + BATCH) / activities);
                    insert(
                            connection,
                            inserts.getOrDefault(table.getKey(), ""),
                            table.getValue().subList(first, end));
                }
                connection.commit();
            }
            busy.stop();
        }
        return rate("bare JDBC", activities, busy);
    }

    private static void insert(Connection connection, String sql, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void read(
            HikariDataSource from, String table, Map<String, List<Object[]>> rows, Map<String, String> inserts)
            throws SQLException {
        List<Object[]> all = new ArrayList<>();
        try (Connection connection = from.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet result = statement.executeQuery("select * from " + table)) {
                ResultSetMetaData meta = result.getMetaData();
                int columns = meta.getColumnCount();
                inserts.put(table, "insert into " + table + " values (?" + ", ?".repeat(columns - 1) + ")");
                while (result.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = meta.getColumnTypeName(i + 1).equalsIgnoreCase("clob")
                                ? result.getString(i + 1)
                                : result.getObject(i + 1);
                    }
                    all.add(row);
                }
            }
        }
        rows.put(table, all);
    }

    private static double rate(String what, long activities, Stopwatch busy) {
        double rate = activities * 1e9 / busy.processor;
        System.out.printf(
                "%s: %,d activities, %,.0f per second, %,.0f per processor second%n",
                what, activities, activities * 1e9 / busy.wall, rate);
        return rate;
    }

    private static final class Stopwatch {
        private long wall;
        private long processor;

        void start() {
            wall -= System.nanoTime();
            processor -= ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        void stop() {
            wall += System.nanoTime();
            processor += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
