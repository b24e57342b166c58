package org.rostrum.archive.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.rostrum.api.data.ConsistentRead;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/** The one row of {@code archive_head}. */
public final class HeadRow {
    private HeadRow() {}

    /** Reads the row and keeps everybody else from appending until the transaction ends. */
    public static Head lock(Connection connection) throws SQLException {
        lockIfThere(connection);
        return read(connection);
    }

    /** {@link #lock} without reading; without the row there is nobody to keep from appending. */
    public static void lockIfThere(Connection connection) throws SQLException {
        Sql.update(connection, "update archive_head set appends = appends + 1 where id = 1");
    }

    public static Head read(Connection connection) throws SQLException {
        return find(connection).orElseThrow(() -> new SQLException("archive_head has lost its row"));
    }

    /** Empty when somebody has removed the row. */
    public static Optional<Head> find(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                "select last_sequence, last_hash, last_segment, segment_hash, last_conversation, last_contact,"
                        + " last_archived from archive_head where id = 1",
                row -> new Head(
                        row.getLong("last_sequence"),
                        new Hash(row.getBytes("last_hash")),
                        row.getInt("last_segment"),
                        new Hash(row.getBytes("segment_hash")),
                        row.getLong("last_conversation"),
                        row.getLong("last_contact"),
                        Sql.optionalInstant(row, "last_archived")));
    }

    public static void save(Connection connection, Head head) throws SQLException {
        Sql.update(
                connection,
                "update archive_head set last_sequence = ?, last_hash = ?, last_segment = ?, segment_hash = ?,"
                        + " last_conversation = ?, last_contact = ?, last_archived = ? where id = 1",
                head.lastSequence(),
                head.lastHash().bytes(),
                head.lastSegment(),
                head.segmentHash().bytes(),
                head.lastConversation(),
                head.lastContact(),
                head.lastArchived());
    }

    /** Reads of one state of the archive, which an append in between would spoil. */
    public static ConsistentRead consistent(Database database) {
        return new ConsistentRead(database, connection -> read(connection).lastSequence(), HeadRow::lock);
    }
}
