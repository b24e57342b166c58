package org.rostrum.api.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Short forms of JDBC that every store needs alike. Times are kept in {@code timestamp} columns that hold UTC, whatever
 * the zone of the machine.
 */
public final class Sql {
    private Sql() {}

    /** Reads the current row of a result set. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a query that gives few. */
    public static <T> List<T> list(Connection connection, String sql, Row<T> row, @Nullable Object... parameters)
            throws SQLException {
        List<T> all = new ArrayList<>();
        stream(connection, 0, sql, row, all::add, parameters);
        return all;
    }

    /** The first row of a query. */
    public static <T> Optional<T> first(Connection connection, String sql, Row<T> row, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
            }
        }
    }

    /** The number in the first column of the first row; 0 when there is no row or it is null. */
    public static long number(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        return first(connection, sql, row -> row.getLong(1), parameters).orElse(0L);
    }

    /**
     * Hands row after row to the consumer.
     *
     * @param fetchSize rows fetched at once; 0 leaves it to the driver, which may then hold all of them
     */
    public static <T> void stream(
            Connection connection,
            int fetchSize,
            String sql,
            Row<T> row,
            Consumer<? super T> consumer,
            @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(row.read(rows));
                }
            }
        }
    }

    /** Runs a change and tells how many rows it touched. */
    public static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** Inserts one row into a table whose key column is called {@code id} and generated, and gives the key. */
    public static long insert(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        // Derby wants the column name in capitals, PostgreSQL in small letters
        String key = connection.getMetaData().storesUpperCaseIdentifiers() ? "ID" : "id";
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {key})) {
            bind(statement, parameters);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                if (!keys.next()) {
                    throw new SQLException("no key was generated");
                }
                return keys.getLong(1);
            }
        }
    }

    /** What goes into one row, in the order of the statement's parameters. */
    @FunctionalInterface
    public interface Values<T> {
        @Nullable
        Object[] of(T row);
    }

    /**
     * {@link #insert} of many rows. PostgreSQL gets them in one batch, because each round trip costs; the embedded Derby
     * gets one by one, because it gives no keys of a batch.
     *
     * @return the keys, in the order of the rows
     */
    public static <T> List<Long> insertAll(
            Connection connection, Database.Engine engine, String sql, Collection<T> rows, Values<T> values)
            throws SQLException {
        List<Long> keys = new ArrayList<>();
        boolean together = engine == Database.Engine.POSTGRESQL;
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {together ? "id" : "ID"})) {
            for (T row : rows) {
                bind(statement, values.of(row));
                if (together) {
                    statement.addBatch();
                } else {
                    statement.executeUpdate();
                    addKeys(statement, keys);
                }
            }
            if (together && !rows.isEmpty()) {
                statement.executeBatch();
                addKeys(statement, keys);
            }
        }
        if (keys.size() != rows.size()) {
            throw new SQLException(keys.size() + " keys were generated for " + rows.size() + " rows");
        }
        return keys;
    }

    private static void addKeys(PreparedStatement statement, List<Long> keys) throws SQLException {
        try (ResultSet generated = statement.getGeneratedKeys()) {
            while (generated.next()) {
                keys.add(generated.getLong(1));
            }
        }
    }

    /** Sets the parameters from the first one on; an Instant goes in as UTC, an enum by its name. */
    public static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant instant) {
                statement.setTimestamp(i + 1, Timestamp.from(instant), utc());
            } else if (value instanceof Enum<?> constant) {
                statement.setString(i + 1, constant.name());
            } else if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** Sets one time as UTC. */
    public static void set(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        statement.setTimestamp(index, value == null ? null : Timestamp.from(value), utc());
    }

    /** A time that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column, utc()).toInstant();
    }

    public static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column, utc());
        return value == null ? null : value.toInstant();
    }

    public static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Calendars are changed by the drivers, so each call gets its own. */
    private static Calendar utc() {
        return Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    }
}
