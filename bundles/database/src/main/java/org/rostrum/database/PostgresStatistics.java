package org.rostrum.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has PostgreSQL look again at tables that are four times as large as when it last did. Its own daemon comes once a minute;
 * until then a server that has just been set up, or that a first large import fills, works with plans which were made for
 * empty tables. The larger a table is, the longer it is until its next turn, so what this costs does not grow with it.
 */
final class PostgresStatistics {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStatistics.class);
    /** Changed rows below which no plan is bad enough to matter. */
    private static final int FEW = 1000;

    private static final String OUTGROWN = "select quote_ident(s.schemaname) || '.' || quote_ident(s.relname)"
            + " from pg_stat_user_tables s join pg_class c on c.oid = s.relid"
            + " where s.schemaname = current_schema() and pg_has_role(c.relowner, 'USAGE')"
            + " and s.n_mod_since_analyze > " + FEW + " + 3 * greatest(c.reltuples, 0)";

    private final DataSource dataSource;

    PostgresStatistics(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @return the tables that were looked at */
    List<String> renew() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                List<String> tables = outgrown(statement);
                for (String table : tables) {
                    // a vacuum that is at work on the table does it as well: no need to wait for it
                    statement.execute("set lock_timeout = '1s'");
                    try {
                        statement.execute("analyze " + table);
                    } finally {
                        statement.execute("reset lock_timeout");
                    }
                    LOG.debug("Statistics of {} were renewed", table);
                }
                return tables;
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }

    private static List<String> outgrown(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(OUTGROWN)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
