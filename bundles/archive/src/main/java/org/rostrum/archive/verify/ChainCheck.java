package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.rostrum.api.archive.ArchiveVerification.Kind;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.ActivityRow;
import org.rostrum.archive.store.ActivityRows;
import org.rostrum.archive.store.Hash;
import org.rostrum.archive.store.Head;
import org.rostrum.archive.store.HeadRow;

/**
 * Walks the chain from its first activity to its head, window by window. As rows never change, appending may go on
 * meanwhile; only what is left when the head is nearly reached is checked while nobody can append.
 */
final class ChainCheck {
    private static final int WINDOW = 2000;

    private final Database database;
    private final Findings findings;
    private final Progress progress;
    private final LinkCheck links;
    private final SegmentCheck segments;
    private final ChannelCounts channels = new ChannelCounts();
    private long activities;

    ChainCheck(Database database, Findings findings, Progress progress) {
        this.database = database;
        this.findings = findings;
        this.progress = progress;
        this.links = new LinkCheck(findings);
        this.segments = new SegmentCheck(findings);
    }

    /** Checks everything and gives the head it ended at. */
    Head check() {
        database.read(connection -> {
            before(connection);
            return Boolean.TRUE;
        });
        long done = 0;
        for (long head = lastSequence(); head - done > WINDOW && !findings.full(); head = lastSequence()) {
            long from = done;
            done += WINDOW;
            long to = done;
            database.read(connection -> {
                window(connection, from, to);
                return Boolean.TRUE;
            });
        }
        long from = done;
        return database.transaction(connection -> {
            Head head = HeadRow.lock(connection);
            if (!findings.full()) {
                window(connection, from, Long.MAX_VALUE);
                links.end(head);
                segments.end(connection, head);
                channels.compare(connection, findings);
            }
            return head;
        });
    }

    private long lastSequence() {
        return database.read(HeadRow::read).lastSequence();
    }

    /** Nothing may stand before the first one. */
    private void before(Connection connection) throws SQLException {
        for (String table : new String[] {"archive_activity", "archive_original"}) {
            Sql.stream(
                    connection,
                    1000,
                    "select sequence from " + table + " where sequence < 1 order by sequence",
                    row -> row.getLong("sequence"),
                    sequence -> findings.add(
                            Kind.INSERTED, sequence, "A row of " + table + " stands before the first activity."));
        }
    }

    private void window(Connection connection, long from, long to) throws SQLException {
        ContactCheck contacts = new ContactCheck(findings);
        Engine engine = database.engine();
        try (PreparedStatement statement = connection.prepareStatement(ActivityRows.WINDOW);
                OriginalCheck originals = new OriginalCheck(connection, from, to, findings)) {
            statement.setFetchSize(500);
            statement.setLong(1, from);
            statement.setLong(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && !findings.full()) {
                    ActivityRow row = ActivityRows.read(rows);
                    Hash link = ActivityRows.hash(rows);
                    links.row(row, link);
                    segments.upTo(connection, row.sequence(), link);
                    originals.row(row);
                    contacts.row(row);
                    channels.add(row);
                    activities++;
                    progress.row();
                }
            }
            originals.end();
        }
        contacts.end(connection, engine);
    }

    long activities() {
        return activities;
    }

    int segments() {
        return segments.checked();
    }

    ChannelCounts channels() {
        return channels;
    }
}
