package org.rostrum.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.archive.Intake;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.JdbcArchive;
import org.rostrum.archive.verify.Verifier;
import org.rostrum.connector.file.activitystreams.ActivityStreamsFormat;
import org.rostrum.spi.importing.ImportSink;
import org.rostrum.spi.importing.UnreadableFileException;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** The rows that an import of a file leaves behind in the tables of the archive, and the barest way to store them. */
final class ArchivedRows {
    /** What came in. */
    static final List<String> RECORDS = List.of("archive_activity", "archive_original");

    /** With what follows from it. */
    static final List<String> ALL = List.of(
            "archive_activity",
            "archive_original",
            "archive_segment",
            "archive_contact",
            "archive_conversation",
            "archive_awaited",
            "archive_day",
            "archive_month",
            "archive_channel",
            "archive_account",
            "archive_response_day",
            "archive_response_month",
            "archive_contact_day",
            "archive_contact_return");

    private static final int BATCH = 4000;

    private final List<Table> tables;

    private ArchivedRows(List<Table> tables) {
        this.tables = tables;
    }

    private record Table(String name, String insert, List<@Nullable Object[]> rows) {}

    /** Reads the file by the connector and stores it in a database in memory, once, to see what comes of it. */
    static ArchivedRows of(Path file, String account) throws IOException, SQLException, UnreadableFileException {
        try (TestDatabase scratch = TestDatabase.derby()) {
            ArchiveTables tables = new ArchiveTables(scratch.database());
            JdbcArchive archive = new JdbcArchive(
                    tables, new Verifier(tables), FixedAccess.everything(), Clock.systemUTC(), new RecordingMetrics());
            Appending appending = new Appending(archive, account);
            try (InputStream in = Files.newInputStream(file)) {
                new ActivityStreamsFormat(Clock.systemUTC()).read(in, Map.of("ownActors", SampleFile.CARE), appending);
            }
            appending.flush();
            List<Table> filled = new ArrayList<>();
            for (String table : ALL) {
                filled.add(read(scratch.dataSource(), table));
            }
            return new ArchivedRows(filled);
        }
    }

    private static final class Appending implements ImportSink {
        private final JdbcArchive archive;
        private final String account;
        private final List<Intake.Entry> entries = new ArrayList<>();

        Appending(JdbcArchive archive, String account) {
            this.archive = archive;
            this.account = account;
        }

        @Override
        public void accept(long record, long line, @Nullable String source, List<Activity> activities) {
            for (Activity activity : activities) {
                entries.add(new Intake.Entry(account, account + ".activitystreams", "activitystreams", activity));
            }
            if (entries.size() >= BATCH) {
                flush();
            }
        }

        void flush() {
            archive.append(new Intake(entries, null));
            entries.clear();
        }

        @Override
        public void reject(long record, long line, @Nullable String field, String reason, String excerpt) {
            throw new IllegalStateException("line " + line + " was rejected: " + reason);
        }
    }

    private static Table read(DataSource from, String table) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Connection connection = from.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + table)) {
            ResultSetMetaData meta = result.getMetaData();
            int columns = meta.getColumnCount();
            while (result.next()) {
                @Nullable Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = meta.getColumnTypeName(i + 1).equalsIgnoreCase("clob")
                            ? result.getString(i + 1)
                            : result.getObject(i + 1);
                }
                rows.add(row);
            }
            return new Table(table, "insert into " + table + " values (?" + ", ?".repeat(columns - 1) + ")", rows);
        }
    }

    /** Number of activities. */
    int size() {
        return tables.get(0).rows.size();
    }

    /**
     * Stores the rows of these tables by prepared batches, as many activities and what belongs to them in a transaction as an import stores.
     *
     * @return seconds
     */
    double insert(DataSource to, List<String> names) throws SQLException {
        List<Table> chosen =
                tables.stream().filter(table -> names.contains(table.name)).toList();
        try (Connection connection = to.getConnection()) {
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            for (int at = 0; at < size(); at += BATCH) {
                for (Table table : chosen) {
                    insert(connection, table, share(table, at), share(table, Math.min(size(), at + BATCH)));
                }
                connection.commit();
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private int share(Table table, int at) {
        return (int) ((long) table.rows.size() * at / size());
    }

    private static void insert(Connection connection, Table table, int from, int to) throws SQLException {
        if (from == to) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(table.insert)) {
            for (@Nullable Object[] row : table.rows.subList(from, to)) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
