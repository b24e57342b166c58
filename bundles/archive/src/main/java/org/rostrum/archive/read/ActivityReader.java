package org.rostrum.archive.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.archive.store.ActivityRows;
import org.rostrum.archive.store.HeadRow;

/** Reads activities: one, a page, what follows a sequence, or all in a stream. */
public final class ActivityReader {
    /** How many sequences a stream looks through at once. */
    private static final int WINDOW = 2000;

    private final Database database;

    public ActivityReader(Database database) {
        this.database = database;
    }

    public Optional<ArchivedActivity> find(long sequence) {
        return database.read(connection -> {
            Original original = Sql.first(
                            connection,
                            "select media_type, original from archive_original where sequence = ?",
                            row -> new Original(row.getString("media_type"), row.getString("original")),
                            sequence)
                    .orElse(Original.OMITTED);
            return Sql.first(
                    connection,
                    ActivityRows.SELECT + "where a.sequence = ?",
                    row -> ActivityRows.read(row)
                            .toArchived(row.getLong("current_conversation"), ActivityRows.hash(row), original),
                    sequence);
        });
    }

    public List<ArchivedActivity> after(long sequence, int limit) {
        Cursors.limit(limit);
        return database.read(connection -> Sql.list(
                connection,
                // without gaps, the last one wanted is known beforehand
                ActivityRows.SELECT + "where a.sequence > ? and a.sequence <= ? order by a.sequence",
                ActivityRows::archived,
                sequence,
                sequence + limit));
    }

    public CursorPage<ArchivedActivity> list(ActivityFilter filter, @Nullable String cursor, int limit) {
        Cursors.limit(limit);
        long before = Cursors.number(cursor, Long.MAX_VALUE);
        return database.read(connection -> {
            List<ArchivedActivity> items = page(connection, new Selection(connection, filter), before, limit + 1);
            if (items.size() <= limit) {
                return new CursorPage<>(items, null);
            }
            List<ArchivedActivity> page = items.subList(0, limit);
            return new CursorPage<>(page, Cursors.encode(page.get(limit - 1).sequence()));
        });
    }

    private static List<ArchivedActivity> page(Connection connection, Selection selection, long before, int wanted)
            throws SQLException {
        List<ArchivedActivity> found = new ArrayList<>();
        for (Selection.Part part : selection.parts()) {
            found.addAll(Sql.list(
                    connection,
                    ActivityRows.SELECT + part.where() + " and a.sequence < ? order by " + part.order()
                            + " desc fetch first " + wanted + " rows only",
                    ActivityRows::archived,
                    part.with(before)));
        }
        found.sort(Comparator.comparingLong(ArchivedActivity::sequence).reversed());
        return found.subList(0, Math.min(wanted, found.size()));
    }

    /**
     * Reads window after window, each with a connection of its own, so that a slow consumer holds none and what is in
     * memory never exceeds a window.
     */
    public void stream(ActivityFilter filter, Consumer<ArchivedActivity> consumer) {
        long last = database.read(HeadRow::read).lastSequence();
        for (long from = 0; from < last; ) {
            long start = from;
            List<ArchivedActivity> window = database.read(connection -> Sql.list(
                    connection,
                    ActivityRows.SELECT + "where a.sequence > ? and a.sequence <= ? order by a.sequence",
                    ActivityRows::archived,
                    start,
                    Math.min(last, start + WINDOW)));
            for (ArchivedActivity activity : window) {
                if (matches(filter, activity)) {
                    consumer.accept(activity);
                }
            }
            from = start + WINDOW;
        }
    }

    private static boolean matches(ActivityFilter filter, ArchivedActivity one) {
        return (filter.accountId() == null || filter.accountId().equals(one.accountId()))
                && (filter.channelId() == null || filter.channelId().equals(one.channelId()))
                && (filter.conversationId() == null || Objects.equals(filter.conversationId(), one.conversationId()))
                && (filter.direction() == null
                        || filter.direction() == one.activity().direction())
                && (filter.from() == null || !one.activity().published().isBefore(filter.from()))
                && (filter.to() == null || one.activity().published().isBefore(filter.to()));
    }
}
