package org.rostrum.api.data;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.rostrum.api.data.Database.Engine;

/**
 * Finds rows by many keys at once. PostgreSQL gets all keys as arrays in one round trip; the embedded Derby, where a call
 * costs next to nothing but long {@code IN} lists make it scan, gets them one by one with one prepared statement.
 */
public final class Lookup {
    /** A key column and its SQL type. */
    public record Column(String name, String type) {}

    public static Column text(String name) {
        return new Column(name, "text");
    }

    public static Column bigint(String name) {
        return new Column(name, "bigint");
    }

    public static Column integer(String name) {
        return new Column(name, "integer");
    }

    /** What to do with a row that was found. */
    @FunctionalInterface
    public interface Found<K> {
        void row(K key, ResultSet row) throws SQLException;
    }

    /** The values of a key in the order of the columns. */
    @FunctionalInterface
    public interface Parts<K> {
        Object[] of(K key);
    }

    private final List<Column> columns;
    private final String one;
    private final String many;

    /**
     * @param select the columns wanted, those of the table with the prefix {@code t}
     * @param table where to look
     * @param joins further joins, or an empty text
     * @param columns the key columns of the table
     */
    public Lookup(String select, String table, String joins, Column... columns) {
        this.columns = List.of(columns);
        StringBuilder where = new StringBuilder();
        StringBuilder arrays = new StringBuilder();
        StringBuilder names = new StringBuilder();
        StringBuilder on = new StringBuilder();
        for (Column column : columns) {
            String and = where.isEmpty() ? "" : " and ";
            String comma = arrays.isEmpty() ? "" : ", ";
            where.append(and).append("t.").append(column.name()).append(" = ?");
            arrays.append(comma).append("?::").append(column.type()).append("[]");
            names.append(column.name()).append(", ");
            on.append(and).append("t.").append(column.name()).append(" = k.").append(column.name());
        }
        one = "select " + select + " from " + table + " t " + joins + " where " + where;
        many = "select k.position, " + select + " from unnest(" + arrays + ") with ordinality as k(" + names
                + "position) join " + table + " t on " + on + " " + joins;
    }

    private Lookup(List<Column> columns, String one, String many) {
        this.columns = columns;
        this.one = one;
        this.many = many;
    }

    /**
     * The same for a transaction that holds the lock which everybody takes who writes to these tables: nobody else can be
     * in the midst of changing what it reads. Derby is spared a lock for each row, and with it the clearing of a list of
     * locks that is as large as it ever was in one of the connection's transactions, for each row.
     */
    public Lookup underWritersLock() {
        return new Lookup(columns, one + " with ur", many);
    }

    public <K> void find(Connection connection, Engine engine, Collection<K> keys, Parts<K> parts, Found<K> found)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        switch (engine) {
            case DERBY -> oneByOne(connection, keys, parts, found);
            case POSTGRESQL -> together(connection, List.copyOf(keys), parts, found);
        }
    }

    private <K> void oneByOne(Connection connection, Collection<K> keys, Parts<K> parts, Found<K> found)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(one)) {
            for (K key : keys) {
                Object[] values = parts.of(key);
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.row(key, rows);
                    }
                }
            }
        }
    }

    private <K> void together(Connection connection, List<K> keys, Parts<K> parts, Found<K> found) throws SQLException {
        Object[][] values = new Object[columns.size()][keys.size()];
        for (int k = 0; k < keys.size(); k++) {
            Object[] key = parts.of(keys.get(k));
            for (int i = 0; i < key.length; i++) {
                values[i][k] = key[i];
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(many)) {
            for (int i = 0; i < values.length; i++) {
                Array array = connection.createArrayOf(columns.get(i).type(), values[i]);
                statement.setArray(i + 1, array);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.row(keys.get((int) rows.getLong("position") - 1), rows);
                }
            }
        }
    }
}
