package org.rostrum.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.postgresql.ds.PGSimpleDataSource;

@EnabledIfEnvironmentVariable(named = "ROSTRUM_TEST_POSTGRES", matches = ".+")
class PostgresStatisticsTest {
    private static final String SERVER = String.valueOf(System.getenv("ROSTRUM_TEST_POSTGRES"));

    private final String schema = "s" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void renews_those_of_a_table_when_it_has_outgrown_them_and_of_no_other() throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(SERVER + (SERVER.contains("?") ? "&" : "?") + "currentSchema=" + schema);
        try (Connection connection = DriverManager.getConnection(SERVER);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
            try {
                statement.execute("create table " + schema + ".large (id int)");
                statement.execute("create table " + schema + ".small (id int)");
                // the daemon of the test's server must not come first
                statement.execute("alter table " + schema + ".large set (autovacuum_enabled = false)");
                PostgresStatistics statistics = new PostgresStatistics(dataSource);
                assertThat(statistics.renew()).isEmpty();

                insert(statement, "large", 1, 5000);
                insert(statement, "small", 1, 900);
                assertThat(statistics.renew()).containsExactly(schema + ".large");
                assertThat(estimate(statement)).isEqualTo(5000);
                assertThat(statistics.renew()).isEmpty();

                insert(statement, "large", 22_001, 27_000);
                assertThat(statistics.renew()).isEmpty();

                insert(statement, "large", 5001, 22_000);
                assertThat(statistics.renew()).containsExactly(schema + ".large");
                assertThat(estimate(statement)).isEqualTo(27_000);
            } finally {
                statement.execute("drop schema " + schema + " cascade");
            }
        }
    }

    @Test
    void passes_over_a_table_that_somebody_has_locked() throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(SERVER + (SERVER.contains("?") ? "&" : "?") + "currentSchema=" + schema);
        try (Connection connection = DriverManager.getConnection(SERVER);
                Connection other = DriverManager.getConnection(SERVER);
                Statement statement = connection.createStatement();
                Statement locking = other.createStatement()) {
            statement.execute("create schema " + schema);
            try {
                for (String table : new String[] {"first", "second"}) {
                    statement.execute("create table " + schema + "." + table + " (id int)");
                    statement.execute("alter table " + schema + "." + table + " set (autovacuum_enabled = false)");
                    insert(statement, table, 1, 5000);
                }
                other.setAutoCommit(false);
                locking.execute("lock table " + schema + ".first in share update exclusive mode");
                PostgresStatistics statistics = new PostgresStatistics(dataSource);
                assertThat(statistics.renew()).containsExactly(schema + ".second");
                other.rollback();
                assertThat(statistics.renew()).containsExactly(schema + ".first");
            } finally {
                other.rollback();
                statement.execute("drop schema " + schema + " cascade");
            }
        }
    }

    private void insert(Statement statement, String table, int from, int to) throws SQLException {
        statement.execute("insert into " + schema + "." + table + " select generate_series(" + from + ", " + to + ")");
        // an idle connection counts what it changed up to ten seconds later
        statement.execute("select pg_stat_force_next_flush()");
    }

    private @Nullable Long estimate(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select reltuples from pg_class where oid = '" + schema + ".large'::regclass")) {
            return row.next() ? row.getLong(1) : null;
        }
    }
}
