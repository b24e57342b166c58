package org.rostrum.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.DatabaseException;

class MigrationHistoryTest {
    private final EmbeddedDataSource dataSource = new EmbeddedDataSource();
    private final MigrationFiles files =
            MigrationFiles.of(MigrationHistoryTest.class, List.of("db/migration/sample/common"));
    private final MigrationHistory history = new MigrationHistory(dataSource, "sample_schema_history");

    @BeforeEach
    void open() {
        dataSource.setDatabaseName("memory:" + UUID.randomUUID());
        dataSource.setCreateDatabase("create");
    }

    @Test
    void isNotOfTheFiles_beforeTheyRan() throws SQLException {
        assertThat(history.isOf(files)).isFalse();
    }

    @Test
    void isOfTheFiles_afterFlywayRanThem() throws SQLException {
        migrate();

        assertThat(history.isOf(files)).isTrue();
    }

    @Test
    void isOfTheFiles_whenABaselineWentBefore() throws SQLException {
        // makes Flyway note a baseline of what was there
        execute("create table other (id integer)");
        migrate();

        assertThat(history.isOf(files)).isTrue();
    }

    @Test
    void isNotOfTheFiles_whenOneIsMissingInIt() throws SQLException {
        migrate();
        execute("delete from \"sample_schema_history\" where \"version\" = '2'");

        assertThat(history.isOf(files)).isFalse();
    }

    @Test
    void isNotOfTheFiles_whenItHasOneMore() throws SQLException {
        migrate();
        execute("update \"sample_schema_history\" set \"script\" = 'V3__later.sql' where \"version\" = '2'");

        assertThat(history.isOf(files)).isFalse();
    }

    @Test
    void isNotOfTheFiles_whenOneFailed() throws SQLException {
        migrate();
        execute("update \"sample_schema_history\" set \"success\" = false where \"version\" = '2'");

        assertThat(history.isOf(files)).isFalse();
    }

    @Test
    void migrate_refuses_whenAFileChangedAfterItRan() throws SQLException {
        migrate();
        execute("update \"sample_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");

        assertThatThrownBy(this::migrate).isInstanceOf(DatabaseException.class);
    }

    private void migrate() {
        new Migrations(dataSource, Engine.DERBY).migrate("sample", MigrationHistoryTest.class);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
