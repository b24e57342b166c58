package org.rostrum.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.database.JdbcDatabase;

/**
 * A fresh, empty database for one test: Derby in memory, and PostgreSQL where a server is at hand. The server is named by
 * the environment variable {@value #POSTGRES}, a JDBC URL of a superuser such as
 * {@code jdbc:postgresql://127.0.0.1:25432/postgres?user=postgres}; {@code ./rostrum test} starts one.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MethodSource("org.rostrum.testkit.TestDatabase#engines")
 * void stores(Database.Engine engine) {
 *     try (TestDatabase database = TestDatabase.open(engine)) { … database.database() … }
 * }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
    /** Environment variable that names the PostgreSQL server. */
    public static final String POSTGRES = "ROSTRUM_TEST_POSTGRES";

    /** Derby sleeps for half a second whenever it drops a database: nobody waits for that. */
    private static final Executor DROPPING = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work, "test-database-drop");
        thread.setDaemon(true);
        return thread;
    });

    private final HikariDataSource dataSource;
    private final JdbcDatabase database;
    private final Runnable drop;

    private TestDatabase(HikariDataSource dataSource, Runnable drop) throws SQLException {
        this.dataSource = dataSource;
        this.database = new JdbcDatabase(dataSource);
        this.drop = drop;
    }

    /** The engines that can be tested on this machine. */
    public static Stream<Database.Engine> engines() {
        return System.getenv(POSTGRES) == null
                ? Stream.of(Database.Engine.DERBY)
                : Stream.of(Database.Engine.DERBY, Database.Engine.POSTGRESQL);
    }

    public static TestDatabase open(Database.Engine engine) {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try {
            return switch (engine) {
                case DERBY -> derby(name);
                case POSTGRESQL -> postgresql(name);
            };
        } catch (SQLException failure) {
            throw new DatabaseException("The test database could not be made", failure);
        }
    }

    /** {@link #open} of Derby in memory. */
    public static TestDatabase derby() {
        return open(Database.Engine.DERBY);
    }

    private static TestDatabase derby(String name) throws SQLException {
        String url = "jdbc:derby:memory:" + name;
        return new TestDatabase(pool(url + ";create=true"), () -> DROPPING.execute(() -> dropDerby(url)));
    }

    private static void dropDerby(String url) {
        try {
            DriverManager.getConnection(url + ";drop=true").close();
        } catch (SQLException dropped) {
            // Derby tells success by an exception
            if (!"08006".equals(dropped.getSQLState())) {
                throw new DatabaseException("Dropping the test database failed", dropped);
            }
        }
    }

    private static TestDatabase postgresql(String name) throws SQLException {
        String server = System.getenv(POSTGRES);
        if (server == null) {
            throw new IllegalStateException(POSTGRES + " is not set: no PostgreSQL to test on");
        }
        execute(server, "create database " + name);
        String url = server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
        return new TestDatabase(
                pool(url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true"),
                () -> execute(server, "drop database " + name + " with (force)"));
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new DatabaseException(sql, failure);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    public Database database() {
        return database;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        dataSource.close();
        drop.run();
    }
}
