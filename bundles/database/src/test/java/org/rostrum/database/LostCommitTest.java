package org.rostrum.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.data.OutcomeUnknownException;

/** Connections that break around a commit: what is told must be what is known. */
class LostCommitTest {
    private static final @Nullable String POSTGRES = System.getenv("ROSTRUM_TEST_POSTGRES");

    static Stream<String> urls() {
        String derby = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
        return POSTGRES == null ? Stream.of(derby) : Stream.of(derby, POSTGRES);
    }

    @ParameterizedTest
    @MethodSource("urls")
    void whatFailsInABatch_isToldWithoutTheValuesOfItsRows(String url) throws SQLException {
        try (HikariDataSource pool = pool(url)) {
            JdbcDatabase database = new JdbcDatabase(pool);
            String table = "batch_" + UUID.randomUUID().toString().replace("-", "");
            try {
                database.transact(connection ->
                        run(connection, "create table " + table + " (words varchar(40), number smallint)"));
                assertThatThrownBy(() -> database.transact(connection -> {
                            try (PreparedStatement insert =
                                    connection.prepareStatement("insert into " + table + " values (?, ?)")) {
                                for (int number : new int[] {1, 70_000}) {
                                    insert.setString(1, "said in confidence");
                                    insert.setInt(2, number);
                                    insert.addBatch();
                                }
                                insert.executeBatch();
                            }
                        }))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("22003")
                        .satisfies(thrown -> {
                            StringWriter trace = new StringWriter();
                            thrown.printStackTrace(new PrintWriter(trace));
                            assertThat(trace.toString()).doesNotContain("confidence");
                        });
            } finally {
                database.transact(connection -> run(connection, "drop table " + table));
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    @FunctionalInterface
    private interface Scene {
        void play(LostAnswers answers, JdbcDatabase database, String table) throws SQLException;
    }

    private static void on(String url, Scene scene) throws SQLException {
        String table = "lost_" + UUID.randomUUID().toString().replace("-", "");
        try (HikariDataSource pool = pool(url)) {
            LostAnswers answers = new LostAnswers(pool);
            JdbcDatabase database = new JdbcDatabase(answers.dataSource());
            update(database, "create table " + table + " (id integer)");
            answers.committed = false;
            try {
                scene.play(answers, database, table);
            } finally {
                answers.moment = LostAnswers.Moment.NEVER;
                update(database, "drop table " + table);
            }
        }
    }

    private static void update(JdbcDatabase database, String sql) {
        database.transact(connection -> update(connection, sql));
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static int count(JdbcDatabase database, String table) {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("urls")
    void answerThatIsLost_isAnUnknownOutcome_andNotRepeated(String url) throws SQLException {
        on(url, (answers, database, table) -> {
            AtomicInteger followed = new AtomicInteger();
            answers.moment = LostAnswers.Moment.ANSWER_LOST;
            assertThatThrownBy(() -> database.transact(connection -> {
                        database.afterCommit(followed::incrementAndGet);
                        update(connection, "insert into " + table + " values (1)");
                    }))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasRootCauseInstanceOf(SQLException.class);
            answers.moment = LostAnswers.Moment.NEVER;
            assertThat(count(database, table)).isEqualTo(1);
            assertThat(followed).hasValue(0);
            assertThat(database.inTransaction()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("urls")
    void commitThatIsLost_isAnUnknownOutcome_too(String url) throws SQLException {
        on(url, (answers, database, table) -> {
            answers.moment = LostAnswers.Moment.COMMIT_LOST;
            assertThatThrownBy(() -> update(database, "insert into " + table + " values (1)"))
                    .isInstanceOf(OutcomeUnknownException.class);
            answers.moment = LostAnswers.Moment.NEVER;
            assertThat(count(database, table)).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("urls")
    void connectionThatWasClosedBeforeTheCommit_hasDoneNothing(String url) throws SQLException {
        on(url, (answers, database, table) -> {
            answers.moment = LostAnswers.Moment.BEFORE_COMMIT;
            assertThatThrownBy(() -> update(database, "insert into " + table + " values (1)"))
                    .isInstanceOf(DatabaseUnavailableException.class);
            answers.moment = LostAnswers.Moment.NEVER;
            assertThat(count(database, table)).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("urls")
    void connectionThatBreaksAfterTheCommit_isNoFailure(String url) throws SQLException {
        on(url, (answers, database, table) -> {
            AtomicInteger followed = new AtomicInteger();
            answers.moment = LostAnswers.Moment.AFTER_COMMIT;
            database.transact(connection -> {
                database.afterCommit(followed::incrementAndGet);
                update(connection, "insert into " + table + " values (1)");
            });
            answers.moment = LostAnswers.Moment.NEVER;
            assertThat(count(database, table)).isEqualTo(1);
            assertThat(followed).hasValue(1);
        });
    }

    @ParameterizedTest
    @MethodSource("urls")
    void failureOfTheWork_isToldAsItIs_whenTheConnectionBreaksOnTheWayOut(String url) throws SQLException {
        on(url, (answers, database, table) -> {
            answers.committed = true;
            assertThatThrownBy(() -> database.transact(connection -> {
                        answers.moment = LostAnswers.Moment.AFTER_COMMIT;
                        throw new IllegalArgumentException("the work's own");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void constraintThatIsCheckedAtTheCommit_isNoUnknownOutcome() throws SQLException {
        Assumptions.assumeTrue(POSTGRES != null, "Derby checks with the statement unless asked");
        on(String.valueOf(POSTGRES), (answers, database, table) -> {
            update(
                    database,
                    "alter table " + table + " add constraint " + table
                            + "_u unique (id) deferrable initially deferred");
            update(database, "insert into " + table + " values (1)");
            assertThatThrownBy(() -> update(database, "insert into " + table + " values (1)"))
                    .isExactlyInstanceOf(DatabaseException.class)
                    .matches(failure -> failure instanceof DatabaseException refused && refused.isDuplicateKey());
        });
    }

    @Test
    void serverThatEndsTheConnection_beforeItIsToldToCommit_isAnUnknownOutcome() throws SQLException {
        Assumptions.assumeTrue(POSTGRES != null, "only a server can end a connection");
        on(String.valueOf(POSTGRES), (answers, database, table) -> {
            assertThatThrownBy(() -> database.transact(connection -> {
                        update(connection, "insert into " + table + " values (1)");
                        endConnection(connection);
                    }))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(count(database, table)).isZero();
        });
    }

    @Test
    void serverThatEndsTheConnection_beforeTheWorkIsDone_isNoDefect_andHasDoneNothing() throws SQLException {
        Assumptions.assumeTrue(POSTGRES != null, "only a server can end a connection");
        on(String.valueOf(POSTGRES), (answers, database, table) -> {
            assertThatThrownBy(() -> database.transact(connection -> {
                        endConnection(connection);
                        update(connection, "insert into " + table + " values (1)");
                    }))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessage("The connection to the database broke.");
            assertThat(count(database, table)).isZero();
        });
    }

    private static void endConnection(Connection connection) throws SQLException {
        int process;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            process = row.getInt(1);
        }
        try (Connection other = java.sql.DriverManager.getConnection(POSTGRES);
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + process + ", 5000)");
        }
    }
}
