package org.rostrum.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.DatabaseUnavailableException;

/**
 * Derby as a full disk leaves it: it has shut down, and as its lock file cannot be written it boots for reading only. What
 * stands in for the disk is a folder that has the lock file's name.
 */
@Timeout(60)
class DatabaseWatchTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Path folder;
    private EmbeddedDerby derby;
    private HikariDataSource pool;
    private DatabaseWatch watch;
    private Database database;

    DatabaseWatchTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void open() throws SQLException {
        String url = "jdbc:derby:" + folder.resolve("db") + ";create=true";
        derby = new EmbeddedDerby(new EmbeddedDriver(), url);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(3_000);
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
        watch = new DatabaseWatch(pool, derby);
        watch.look();
        database = new JdbcDatabase(watch.dataSource());
        execute("create table thing (id integer)");
    }

    @AfterEach
    void close() {
        pool.close();
        derby.shutDown();
    }

    @Test
    void opensTheDatabaseAgain_whenItHasShutDown() {
        shutDown();

        watch.look();

        assertThat(watch.dataSource().outage()).isNull();
        execute("insert into thing values (1)");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void refusesAtOnceAndSaysWhy_whileTheDatabaseCannotBeWritten() throws IOException {
        breakIt();

        watch.look();

        long began = System.nanoTime();
        assertThatThrownBy(() -> execute("insert into thing values (1)"))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("its disk is full, or its files must not be written");
        assertThatThrownBy(this::count).isInstanceOf(DatabaseUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    }

    @Test
    void heals_whenTheDatabaseCanBeWrittenAgain_thoughThePoolHasOpenedItForReading() throws Exception {
        breakIt();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
        watch.look();
        assertThat(watch.dataSource().outage()).isNotNull();

        Files.delete(lock());
        watch.look();

        assertThat(watch.dataSource().outage()).isNull();
        execute("insert into thing values (1)");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void looksLessOften_theLongerItLasts_andOftenAgainAfterwards() throws IOException {
        breakIt();

        assertThat(new int[] {watch.look(), watch.look(), watch.look(), watch.look(), watch.look()})
                .containsExactly(1, 2, 4, 8, 8);
        Files.delete(lock());
        assertThat(watch.look()).isEqualTo(2);
        breakIt();
        assertThat(watch.look()).isEqualTo(1);
    }

    @Test
    void aPoolWhoseConnectionsAreAllInUse_isNoOutage() throws SQLException {
        DatabaseWatch server = new DatabaseWatch(pool, null);
        pool.setConnectionTimeout(250);
        try (var one = pool.getConnection();
                var two = pool.getConnection();
                var three = pool.getConnection()) {
            assertThat(one).isNotSameAs(two).isNotSameAs(three);
            server.look();
            assertThat(server.dataSource().outage()).isNull();
        }
    }

    @Test
    void aPoolWhoseConnectionsAreAllInUse_isToldToWhoeverWaitsInVain_andOnceToTheOperator() throws SQLException {
        DatabaseWatch server = new DatabaseWatch(pool, null);
        pool.setConnectionTimeout(250);
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        PrintStream before = System.err;
        try (var one = pool.getConnection();
                var two = pool.getConnection();
                var three = pool.getConnection()) {
            assertThat(one).isNotSameAs(two).isNotSameAs(three);
            System.setErr(new PrintStream(logged, true, UTF_8));
            for (int time = 0; time < 2; time++) {
                assertThatThrownBy(() -> server.dataSource().getConnection())
                        .isInstanceOf(NoConnectionException.class)
                        .hasMessage("All connections to the database are in use.");
            }
            server.look();
        } finally {
            System.setErr(before);
        }
        assertThat(logged.toString(UTF_8).lines().filter(line -> line.contains("All connections")))
                .singleElement()
                .asString()
                .contains("WARN", "hikari.maximumPoolSize", "etc/org.ops4j.datasource-rostrum.cfg");
    }

    @Test
    void theOperatorIsToldAgainAfterAMinute_howManyItMet() {
        AtomicLong now = new AtomicLong();
        BusyPool busy = new BusyPool(now::get);
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(logged, true, UTF_8));
        try {
            for (int second = 0; second < 61; second++) {
                busy.warn(new SQLTransientConnectionException("total=3, active=3, idle=0, waiting=0"));
                now.addAndGet(Duration.ofSeconds(1).toNanos());
            }
        } finally {
            System.setErr(before);
        }
        assertThat(logged.toString(UTF_8).lines().toList()).hasSize(2);
        assertThat(logged.toString(UTF_8)).contains("active=3", "; 59 more waited in vain");
    }

    @Test
    void aPoolThatGivesNoConnection_isAnOutage_andOverWhenItGivesThemAgain() throws SQLException {
        String url = "jdbc:derby:memory:" + folder.getFileName();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setConnectionTimeout(500);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource server = new HikariDataSource(config)) {
            DatabaseWatch watching = new DatabaseWatch(server, null);
            watching.look();
            assertThat(watching.dataSource().outage()).isEqualTo("The database gives no connection.");

            DriverManager.getConnection(url + ";create=true").close();
            server.setConnectionTimeout(5_000);
            watching.look();
            assertThat(watching.dataSource().outage()).isNull();
        }
    }

    @Test
    void aConnectionThatBreaksInTheMiddle_isNoDefect() {
        assertThatThrownBy(() -> database.transaction(connection -> {
                    derby.shutDown();
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("insert into thing values (1)");
                    } catch (SQLException broken) {
                        // the pool has taken the connection away by now
                        return connection.createStatement().executeUpdate("insert into thing values (2)");
                    }
                }))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("The connection to the database broke.");
    }

    @Test
    void aFullDisk_isTold() {
        assertThatThrownBy(() -> database.read(connection -> {
                    throw new SQLException("Cannot write", "XSLA1", new IOException("No space left on device"));
                }))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("The disk with the database is full.");
        assertThatThrownBy(() -> database.read(connection -> {
                    // as PostgreSQL tells it
                    throw new SQLException("could not extend file \"base/1/2\": No space left on device", "53100");
                }))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("The disk with the database is full.");
        assertThatThrownBy(() -> database.read(connection -> {
                    throw new SQLException("Cannot write", "XSLA1", new IOException("Something else"));
                }))
                .isExactlyInstanceOf(DatabaseException.class);
    }

    private void shutDown() {
        // without it, the pool would hand out what it has just had back without looking
        pool.getHikariPoolMXBean().softEvictConnections();
        derby.shutDown();
    }

    private Path lock() {
        return folder.resolve("db").resolve("db.lck");
    }

    private void breakIt() throws IOException {
        shutDown();
        Files.deleteIfExists(lock());
        Files.createDirectory(lock());
    }

    private void execute(String sql) {
        database.transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    private int count() {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from thing")) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }
}
