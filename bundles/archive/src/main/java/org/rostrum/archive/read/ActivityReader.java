package org.rostrum.archive.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Reach;
import org.rostrum.archive.read.Selection.Part;
import org.rostrum.archive.store.ActivityRow;
import org.rostrum.archive.store.ActivityRows;
import org.rostrum.archive.store.Hash;
import org.rostrum.archive.store.HeadRow;
import org.rostrum.archive.store.MergedConversations;

/** Reads activities: one, a page, what follows a sequence, or all in a stream. */
public final class ActivityReader {
    /** How many sequences a stream looks through at once. */
    private static final int WINDOW = 2000;

    /** How many characters of content a stream holds at once, give or take one activity. */
    private static final long WINDOW_CHARACTERS = 4_000_000;

    private static final int FETCH = 500;

    private record Stored(ActivityRow row, Hash hash) {
        static Stored read(ResultSet row) throws SQLException {
            return new Stored(ActivityRows.read(row), ActivityRows.hash(row));
        }

        long sequence() {
            return row.sequence();
        }
    }

    private final Database database;

    public ActivityReader(Database database) {
        this.database = database;
    }

    public Optional<ArchivedActivity> find(long sequence) {
        return database.read(connection -> {
            Optional<Stored> found =
                    Sql.first(connection, ActivityRows.SELECT + "where sequence = ?", Stored::read, sequence);
            if (found.isEmpty()) {
                return Optional.<ArchivedActivity>empty();
            }
            Original original = Sql.first(
                            connection,
                            "select media_type, original from archive_original where sequence = ?",
                            row -> new Original(row.getString("media_type"), row.getString("original")),
                            sequence)
                    .orElse(Original.OMITTED);
            Stored stored = found.get();
            long conversation =
                    MergedConversations.current(connection, stored.row().thread());
            return Optional.of(stored.row().toArchived(conversation, stored.hash(), original));
        });
    }

    public List<ArchivedActivity> after(long sequence, int limit) {
        Cursors.limit(limit);
        return database.read(connection -> archived(
                connection,
                // without gaps, the last one wanted is known beforehand
                Sql.list(connection, ActivityRows.WINDOW, Stored::read, sequence, sequence + limit)));
    }

    public CursorPage<ArchivedActivity> list(ActivityFilter filter, Reach reach, @Nullable String cursor, int limit) {
        Cursors.limit(limit);
        long before = Cursors.number(cursor, Long.MAX_VALUE);
        return database.read(connection -> {
            List<Stored> found = filter.equals(ActivityFilter.ALL) && reach.everywhere()
                    ? latest(connection, before, limit + 1)
                    : latest(connection, Selection.of(connection, filter, reach), before, limit + 1);
            CursorPage<Stored> page = CursorPage.of(found, limit, stored -> Cursors.encode(stored.sequence()));
            return new CursorPage<>(archived(connection, page.items()), page.nextCursor());
        });
    }

    /** The latest before a sequence; as there are no gaps, the first one wanted is known beforehand. */
    private static List<Stored> latest(Connection connection, long before, int wanted) throws SQLException {
        long end = Math.min(before, HeadRow.read(connection).lastSequence() + 1);
        return Sql.list(
                connection,
                ActivityRows.SELECT + "where sequence >= ? and sequence < ? order by sequence desc",
                Stored::read,
                end - wanted,
                end);
    }

    /** The latest of all parts; a part that ends before what was found already is not looked at. */
    private static List<Stored> latest(Connection connection, List<Part> parts, long before, int wanted)
            throws SQLException {
        List<Stored> found = new ArrayList<>();
        for (Part part : parts) {
            if (found.size() == wanted && found.get(wanted - 1).sequence() > part.last()) {
                break;
            }
            found.addAll(Sql.list(
                    connection,
                    ActivityRows.SELECT + part.index() + part.conditions()
                            + " and sequence >= ? and sequence < ? order by sequence desc fetch first " + wanted
                            + " rows only",
                    Stored::read,
                    part.with(part.first(), Math.min(before, part.end()))));
            found.sort(Comparator.comparingLong(Stored::sequence).reversed());
            found = new ArrayList<>(found.subList(0, Math.min(wanted, found.size())));
        }
        return found;
    }

    /**
     * Reads window after window, each with a connection of its own, so that a slow consumer holds none and what is in
     * memory never exceeds a window. Ends with the last activity that there was at the beginning.
     */
    public void stream(ActivityFilter filter, Reach reach, Consumer<ArchivedActivity> consumer) {
        List<Part> parts = database.read(connection -> Selection.of(connection, filter, reach));
        boolean threads = filter.conversationId() != null;
        long end = database.read(HeadRow::read).lastSequence();
        long first = parts.stream().mapToLong(Part::first).min().orElse(Long.MAX_VALUE);
        long last = Math.min(end, parts.stream().mapToLong(Part::last).max().orElse(0));
        for (long from = first - 1; from < last; ) {
            long start = from;
            Window window = database.read(connection -> threads
                    ? next(connection, parts, start, last)
                    : window(connection, filter, reach, start, Math.min(last, start + WINDOW)));
            window.activities.forEach(consumer);
            from = window.end;
        }
    }

    /**
     * Part of a stream.
     *
     * @param end the last sequence that was looked at
     */
    private record Window(List<ArchivedActivity> activities, long end) {}

    private Window window(Connection connection, ActivityFilter filter, Reach reach, long from, long to)
            throws SQLException {
        List<Stored> found = new ArrayList<>();
        long characters = 0;
        try (PreparedStatement statement = connection.prepareStatement(ActivityRows.WINDOW)) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, from);
            statement.setLong(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Stored stored = Stored.read(rows);
                    if (matches(filter, stored.row())
                            && reach.covers(stored.row().accountId())) {
                        found.add(stored);
                        characters += stored.row().content().length();
                    }
                    if (characters > WINDOW_CHARACTERS) {
                        return new Window(archived(connection, found), stored.sequence());
                    }
                }
            }
        }
        return new Window(archived(connection, found), to);
    }

    /** The next few of a conversation. */
    private Window next(Connection connection, List<Part> parts, long from, long last) throws SQLException {
        List<Stored> found = new ArrayList<>();
        for (Part part : parts) {
            found.addAll(Sql.list(
                    connection,
                    ActivityRows.SELECT + part.index() + part.conditions()
                            + " and sequence > ? and sequence <= ? order by sequence fetch first " + FETCH
                            + " rows only",
                    Stored::read,
                    part.with(from, last)));
        }
        found.sort(Comparator.comparingLong(Stored::sequence));
        boolean more = found.size() >= FETCH;
        List<Stored> next = found.subList(0, Math.min(FETCH, found.size()));
        return new Window(
                archived(connection, next), more ? next.get(next.size() - 1).sequence() : last);
    }

    private static boolean matches(ActivityFilter filter, ActivityRow row) {
        return (filter.accountId() == null || filter.accountId().equals(row.accountId()))
                && (filter.channelId() == null || filter.channelId().equals(row.channelId()))
                && (filter.direction() == null || filter.direction().name().equals(row.direction()))
                && (filter.from() == null || !row.published().isBefore(filter.from()))
                && (filter.to() == null || row.published().isBefore(filter.to()));
    }

    private List<ArchivedActivity> archived(Connection connection, List<Stored> found) throws SQLException {
        Map<Long, Long> merged = MergedConversations.of(
                connection,
                database.engine(),
                found.stream().map(one -> one.row().thread()).toList());
        return found.stream()
                .map(one -> {
                    long thread = one.row().thread();
                    return one.row().toArchived(merged.getOrDefault(thread, thread), one.hash(), Original.OMITTED);
                })
                .toList();
    }
}
