package org.rostrum.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.data.Database;
import org.rostrum.database.JdbcDatabase;
import org.rostrum.testkit.TestDatabase;

/** Kills a node with {@code kill -9} while it seals values and changes keys. */
class KilledRotationTest {
    /** Milliseconds of work before each kill, so that they meet different steps. */
    private static final List<Integer> KILLS = List.of(0, 40, 90, 150, 230, 310);

    private final Path folder;
    private final Path file;

    KilledRotationTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("secret-keys");
    }

    @Test
    void nothingIsLost_onDerby() throws Exception {
        String url = "jdbc:derby:" + folder.resolve("derby");
        DriverManager.getConnection(url + ";create=true").close();
        for (int kill : KILLS) {
            closeDerby(url);
            killAfter(url, kill);
            verify(url, kill);
        }
        closeDerby(url);
    }

    private static void closeDerby(String url) {
        try {
            DriverManager.getConnection(url + ";shutdown=true").close();
        } catch (SQLException closed) {
            // Derby tells success by an exception
            assertThat(closed.getSQLState()).isEqualTo("08006");
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = TestDatabase.POSTGRES, matches = ".+")
    void nothingIsLost_onPostgresql() throws Exception {
        try (TestDatabase database = TestDatabase.open(Database.Engine.POSTGRESQL)) {
            String url = ((HikariDataSource) database.dataSource()).getJdbcUrl();
            for (int kill : KILLS) {
                killAfter(url, kill);
                verify(url, kill);
            }
        }
    }

    private void killAfter(String url, int milliseconds) throws Exception {
        Path log = folder.resolve("log");
        Files.deleteIfExists(log);
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        // else Derby writes its log among the sources, and the launcher builds anew after each test
                        "-Dderby.stream.error.file=" + folder.resolve("derby.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestlessNode.class.getName(),
                        url,
                        file.toString(),
                        "v" + milliseconds + "-")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            // each change of a key that is done says so
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Files.readString(log).contains("only one in use"));
            assertThat(other.waitFor(milliseconds, TimeUnit.MILLISECONDS))
                    .as(Files.readString(log))
                    .isFalse();
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void verify(String url, int kill) throws SQLException {
        try (HikariDataSource dataSource = RestlessNode.dataSource(url);
                Node node = new Node(new JdbcDatabase(dataSource), file)) {
            assertThat(node.keys.standing().fault()).isNull();
            assertThat(node.values.opened())
                    .containsKey("v" + kill + "-first")
                    .allSatisfy((id, plain) -> assertThat(plain).isEqualTo(RestlessNode.plain(id)));
            assertThat(node.resealing.goOn().done()).isTrue();
            assertThat(node.keys.look().pending()).isEmpty();
            assertThat(node.values.keys()).hasSize(1);
            assertThat(node.values.opened())
                    .allSatisfy((id, plain) -> assertThat(plain).isEqualTo(RestlessNode.plain(id)));
        }
    }
}
