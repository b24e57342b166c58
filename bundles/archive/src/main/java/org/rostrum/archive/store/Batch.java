package org.rostrum.archive.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Calendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** A prepared statement that is given its parameters in turn and run in bulk. */
public final class Batch implements AutoCloseable {
    private final PreparedStatement statement;
    private final Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    private int position;
    private int waiting;

    public Batch(Connection connection, String sql) throws SQLException {
        statement = connection.prepareStatement(sql);
    }

    public Batch text(@Nullable String value) throws SQLException {
        statement.setString(++position, value);
        return this;
    }

    public Batch number(long value) throws SQLException {
        statement.setLong(++position, value);
        return this;
    }

    public Batch optionalNumber(@Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(++position, Types.BIGINT);
            return this;
        }
        return number(value);
    }

    public Batch number(int value) throws SQLException {
        statement.setInt(++position, value);
        return this;
    }

    public Batch optionalNumber(@Nullable Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(++position, Types.INTEGER);
            return this;
        }
        return number(value.intValue());
    }

    public Batch flag(boolean value) throws SQLException {
        statement.setBoolean(++position, value);
        return this;
    }

    public Batch hash(Hash value) throws SQLException {
        statement.setBytes(++position, value.bytes());
        return this;
    }

    public Batch packed(Packed value) throws SQLException {
        statement.setBytes(++position, value.bytes());
        return this;
    }

    /** Goes into a {@code timestamp} column that holds UTC. */
    public Batch time(@Nullable Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(++position, Types.TIMESTAMP);
        } else {
            statement.setTimestamp(++position, Timestamp.from(value), utc);
        }
        return this;
    }

    /** Ends one set of parameters. */
    public void add() throws SQLException {
        statement.addBatch();
        position = 0;
        waiting++;
    }

    /** Runs what was added and tells for each how many rows it touched. */
    public int[] run() throws SQLException {
        if (waiting == 0) {
            return new int[0];
        }
        waiting = 0;
        return statement.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
