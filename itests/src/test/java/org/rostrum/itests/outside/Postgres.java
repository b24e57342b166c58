package org.rostrum.itests.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fresh database for one server on the PostgreSQL that the environment names as for the other tests
 * ({@code ROSTRUM_TEST_POSTGRES}, a JDBC URL of a superuser); {@code ./rostrum test} starts one.
 */
final class Postgres implements AutoCloseable {
    private static final @Nullable String SERVER = System.getenv("ROSTRUM_TEST_POSTGRES");

    private final String name = "it" + UUID.randomUUID().toString().replace("-", "");

    static boolean isThere() {
        return SERVER != null;
    }

    Postgres() throws SQLException {
        run("create database " + name);
    }

    /** As README.md tells to: the file of the data source in the server's folder of settings. */
    void configure(Path etc) throws IOException {
        String url = String.valueOf(SERVER).replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
        Files.writeString(
                Files.createDirectories(etc).resolve("org.ops4j.datasource-rostrum.cfg"),
                "osgi.jdbc.driver.name = PostgreSQL JDBC Driver\ndataSourceName = rostrum\nurl = " + url
                        + (url.contains("?") ? "&" : "?")
                        + "reWriteBatchedInserts=true\npool = hikari\nhikari.maximumPoolSize = 20\n"
                        + "hikari.initializationFailTimeout = -1\n");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(String.valueOf(SERVER));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        run("drop database if exists " + name + " with (force)");
    }
}
