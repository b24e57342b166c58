package org.rostrum.archive.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.rostrum.api.activity.Original;
import org.rostrum.api.data.Sql;

/** Reading and writing {@code archive_activity} and {@code archive_original}. There is nothing here that changes a row. */
public final class ActivityRows implements AutoCloseable {
    private static final String COLUMNS =
            "sequence, account_id, channel_id, network_id, network, conversation_id, contact_id, direction, kind, verb,"
                    + " object_type, actor_id, actor_handle, actor_name, actor_url, published, content, lang, in_reply_to,"
                    + " context_id, url, attachments, archived, original_hash, hash";

    /** Everything that {@link #read} and {@link #hash} read; conditions follow. */
    public static final String SELECT = "select " + COLUMNS + " from archive_activity ";

    /** The rows after one sequence up to another, in order. */
    public static final String WINDOW = SELECT + "where sequence > ? and sequence <= ? order by sequence";

    private final Batch activities;
    private final Batch originals;

    public ActivityRows(Connection connection) throws SQLException {
        activities = new Batch(
                connection,
                "insert into archive_activity (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        originals =
                new Batch(connection, "insert into archive_original (sequence, media_type, original) values (?, ?, ?)");
    }

    /** Notes a row to be written by {@link #run}. */
    public void add(ActivityRow row, Hash hash, Original original) throws SQLException {
        activities
                .number(row.sequence())
                .text(row.accountId())
                .text(row.channelId())
                .text(row.networkId())
                .text(row.network())
                .number(row.thread())
                .optionalNumber(row.contactId())
                .text(row.direction())
                .text(row.kind())
                .text(row.verb())
                .text(row.objectType())
                .text(row.actorId())
                .text(row.actorHandle())
                .text(row.actorName())
                .text(row.actorUrl())
                .time(row.published())
                .text(row.content())
                .text(row.language())
                .text(row.inReplyTo())
                .text(row.context())
                .text(row.url())
                .text(row.attachments())
                .time(row.archived())
                .hash(row.originalHash())
                .hash(hash)
                .add();
        originals
                .number(row.sequence())
                .text(original.mediaType())
                .text(original.text())
                .add();
    }

    public void run() throws SQLException {
        activities.run();
        originals.run();
    }

    /** The current row of a {@link #SELECT}. */
    public static ActivityRow read(ResultSet row) throws SQLException {
        return new ActivityRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                Sql.optionalLong(row, "contact_id"),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                Sql.instant(row, "published"),
                row.getString(17),
                row.getString(18),
                row.getString(19),
                row.getString(20),
                row.getString(21),
                row.getString(22),
                Sql.instant(row, "archived"),
                new Hash(row.getBytes(24)));
    }

    /** The link of the current row of a {@link #SELECT}. */
    public static Hash hash(ResultSet row) throws SQLException {
        return new Hash(row.getBytes(25));
    }

    @Override
    public void close() throws SQLException {
        try (activities) {
            originals.close();
        }
    }
}
