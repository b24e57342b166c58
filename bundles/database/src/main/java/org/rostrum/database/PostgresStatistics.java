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
                // whoever has locked a table must not keep the others from their turn, nor the thread from its watch
                statement.execute("set lock_timeout = '200ms'");
                statement.execute("set statement_timeout = '20s'");
                try {
                    return renew(statement, outgrown(statement));
                } finally {
                    statement.execute("reset lock_timeout");
                    statement.execute("reset statement_timeout");
                }
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }

    private static List<String> renew(Statement statement, List<String> tables) {
        List<String> renewed = new ArrayList<>();
        for (String table : tables) {
            try {
                statement.execute("analyze " + table);
                renewed.add(table);
                LOG.debug("Statistics of {} were renewed", table);
            } catch (SQLException failure) {
                LOG.debug("Statistics of {} could not be renewed; it is tried again", table, failure);
            }
        }
        return renewed;
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
