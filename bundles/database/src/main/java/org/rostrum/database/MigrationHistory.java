package org.rostrum.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What Flyway has noted of the migrations it ran. To read it ourselves takes a hundredth of the time that Flyway needs to
 * find out that there is nothing to do, and that is what nearly every start finds.
 */
final class MigrationHistory {
    /** Rows that tell nothing about a file. */
    private static final Set<String> BEGINNINGS = Set.of("BASELINE", "SCHEMA");

    private static final Set<String> NO_SUCH_TABLE = Set.of("42X05", "42P01");

    private final DataSource dataSource;
    private final String table;

    MigrationHistory(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.table = table;
    }

    /** Whether exactly these files have run, each with the content it has now; if not, Flyway says what is to be done. */
    boolean isOf(MigrationFiles files) throws SQLException {
        Map<String, Integer> ran = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select \"type\", \"script\", \"checksum\", \"success\" from \"" + table + "\"")) {
            while (rows.next()) {
                if (BEGINNINGS.contains(rows.getString("type"))) {
                    continue;
                }
                if (!rows.getString("type").equals("SQL") || !rows.getBoolean("success")) {
                    return false;
                }
                ran.put(rows.getString("script"), rows.getInt("checksum"));
            }
        } catch (SQLException failure) {
            if (NO_SUCH_TABLE.contains(failure.getSQLState())) {
                return false;
            }
            throw failure;
        }
        return ran.equals(files.checksums());
    }
}
