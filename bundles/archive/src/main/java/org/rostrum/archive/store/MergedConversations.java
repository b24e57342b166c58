package org.rostrum.archive.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.data.Sql;

/** Which conversations were joined to which. */
public final class MergedConversations {
    private static final Lookup MERGED =
            new Lookup("t.thread, t.conversation_id", "archive_merged", "", Lookup.bigint("thread"));

    private static final Lookup INTO = new Lookup("t.thread", "archive_merged", "", Lookup.bigint("conversation_id"));

    private MergedConversations() {}

    /** Those of these that were joined to another, each with the one that goes on. */
    public static Map<Long, Long> of(Connection connection, Engine engine, Collection<Long> threads)
            throws SQLException {
        Map<Long, Long> merged = new HashMap<>();
        MERGED.find(
                connection,
                engine,
                new HashSet<>(threads),
                id -> new Object[] {id},
                (id, row) -> merged.put(id, row.getLong("conversation_id")));
        return merged;
    }

    /** Those that were joined to each of these; of a conversation without any there is nothing. */
    public static Map<Long, Set<Long>> into(Connection connection, Engine engine, Collection<Long> conversations)
            throws SQLException {
        Map<Long, Set<Long>> joined = new HashMap<>();
        INTO.find(
                connection,
                engine,
                new HashSet<>(conversations),
                id -> new Object[] {id},
                (id, row) -> joined.computeIfAbsent(id, none -> new HashSet<>()).add(row.getLong("thread")));
        return joined;
    }

    /** The conversation that goes on in place of this one; the same if it was not joined to another. */
    public static long current(Connection connection, long thread) throws SQLException {
        return Sql.first(
                        connection,
                        "select conversation_id from archive_merged where thread = ?",
                        row -> row.getLong("conversation_id"),
                        thread)
                .orElse(thread);
    }

    /** A conversation as it is now, and those that were joined to it. */
    public static List<Long> threads(Connection connection, long conversation) throws SQLException {
        List<Long> threads = Sql.list(
                connection,
                "select thread from archive_merged where conversation_id = ?",
                row -> row.getLong("thread"),
                conversation);
        threads.add(conversation);
        return threads;
    }
}
