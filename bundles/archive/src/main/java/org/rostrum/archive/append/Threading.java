package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Lookup;
import org.rostrum.archive.store.Batch;

/**
 * Finds the conversation of each new activity. Two activities of a channel are in one conversation when one answers the
 * other, when both answer the same one (even if that never arrives), when they carry the same context, or when a chain of
 * such links joins them. This says nothing about the order of arrival, so every order ends in the same conversations: who
 * arrives before its parent notes whom it waits for, and when the missing link comes, the conversations are joined.
 *
 * <p>The conversation with the smaller id goes on. Rows of activities never change, so the other id is noted in
 * {@code archive_merged}, which every reader follows.
 */
final class Threading {
    private static final String FOLLOW = "left join archive_merged m on m.thread = t.";
    private static final Lookup KNOWN = new Lookup(
                    "coalesce(m.conversation_id, t.conversation_id) as conversation",
                    "archive_activity",
                    FOLLOW + "conversation_id",
                    Lookup.text("channel_id"),
                    Lookup.text("network_id"))
            .underWritersLock();
    private static final Lookup AWAITED = new Lookup(
                    "coalesce(m.conversation_id, t.thread) as conversation",
                    "archive_awaited",
                    FOLLOW + "thread",
                    Lookup.text("channel_id"),
                    Lookup.text("network_id"))
            .underWritersLock();
    private static final Lookup CONTEXTS = new Lookup(
                    "coalesce(m.conversation_id, t.thread) as conversation",
                    "archive_context",
                    FOLLOW + "thread",
                    Lookup.text("channel_id"),
                    Lookup.text("context_id"))
            .underWritersLock();

    private final Connection connection;
    private final Engine engine;
    private final long firstNew;
    private long lastId;

    private final Map<Key, Long> known = new HashMap<>();
    private final Map<Key, Long> awaited = new HashMap<>();
    private final Map<Key, Long> contexts = new HashMap<>();
    private final Map<Key, Long> newAwaited = new LinkedHashMap<>();
    private final Map<Key, Long> newContexts = new LinkedHashMap<>();
    private final Set<Key> arrived = new LinkedHashSet<>();
    /** Each conversation that was joined to another, and to which. */
    private final Map<Long, Long> joined = new HashMap<>();

    private final Set<Long> touched = new HashSet<>();

    Threading(Connection connection, Engine engine, long lastConversation) {
        this.connection = connection;
        this.engine = engine;
        this.firstNew = lastConversation + 1;
        this.lastId = lastConversation;
    }

    /** Looks up which of these activities the archive has. */
    void learn(Collection<Key> keys) throws SQLException {
        KNOWN.find(connection, engine, keys, Key::parts, (key, row) -> known.put(key, row.getLong("conversation")));
    }

    boolean knows(Key key) {
        return known.containsKey(key);
    }

    /** Puts the activities into conversations, in this order. */
    void place(List<Fresh> activities) throws SQLException {
        Set<Key> missing = new LinkedHashSet<>();
        Set<Key> named = new LinkedHashSet<>();
        for (Fresh fresh : activities) {
            missing.add(fresh.key);
            if (fresh.parent != null && !knows(fresh.parent)) {
                missing.add(fresh.parent);
            }
            if (fresh.context != null) {
                named.add(fresh.context);
            }
        }
        AWAITED.find(
                connection, engine, missing, Key::parts, (key, row) -> awaited.put(key, row.getLong("conversation")));
        CONTEXTS.find(
                connection, engine, named, Key::parts, (key, row) -> contexts.put(key, row.getLong("conversation")));
        activities.forEach(this::place);
    }

    private void place(Fresh fresh) {
        long conversation = join(0, awaited.get(fresh.key));
        if (fresh.parent != null) {
            conversation = join(conversation, known.get(fresh.parent));
            conversation = join(conversation, awaited.get(fresh.parent));
        }
        if (fresh.context != null) {
            conversation = join(conversation, contexts.get(fresh.context));
        }
        if (conversation == 0) {
            conversation = ++lastId;
        }
        fresh.thread = conversation;
        known.put(fresh.key, conversation);
        if (awaited.remove(fresh.key) != null && newAwaited.remove(fresh.key) == null) {
            arrived.add(fresh.key);
        }
        if (fresh.parent != null && !knows(fresh.parent) && awaited.putIfAbsent(fresh.parent, conversation) == null) {
            newAwaited.put(fresh.parent, conversation);
        }
        if (fresh.context != null && contexts.putIfAbsent(fresh.context, conversation) == null) {
            newContexts.put(fresh.context, conversation);
        }
    }

    /** Joins two conversations, of which the first may be 0 and the second null for none, and gives the one that goes on. */
    private long join(long one, @Nullable Long other) {
        if (other == null) {
            return one;
        }
        long second = current(other);
        if (second < firstNew) {
            touched.add(second);
        }
        if (one == 0 || one == second) {
            return second;
        }
        long stays = Math.min(one, second);
        joined.put(Math.max(one, second), stays);
        return stays;
    }

    /** The conversation that goes on in place of this one. */
    long current(long conversation) {
        long at = conversation;
        for (Long next = joined.get(at); next != null; next = joined.get(at)) {
            at = next;
        }
        return at;
    }

    /** Stored conversations that were touched, including those that end here. */
    Set<Long> touched() {
        return touched;
    }

    /** Stored conversations that end here, each with the one that goes on. */
    Map<Long, Long> ended() {
        Map<Long, Long> ended = new LinkedHashMap<>();
        for (Long conversation : joined.keySet()) {
            if (conversation < firstNew) {
                ended.put(conversation, current(conversation));
            }
        }
        return ended;
    }

    long lastConversation() {
        return lastId;
    }

    /** Writes down who is waited for, who has come, and what was joined. */
    void save() throws SQLException {
        saveMerged();
        try (Batch batch =
                new Batch(connection, "delete from archive_awaited where channel_id = ? and network_id = ?")) {
            for (Key key : arrived) {
                batch.text(key.channelId()).text(key.name()).add();
            }
            batch.run();
        }
        insert("insert into archive_awaited (channel_id, network_id, thread) values (?, ?, ?)", newAwaited);
        insert("insert into archive_context (channel_id, context_id, thread) values (?, ?, ?)", newContexts);
    }

    private void saveMerged() throws SQLException {
        Map<Long, Long> ended = ended();
        if (ended.isEmpty()) {
            return;
        }
        try (Batch follow = new Batch(
                        connection, "update archive_merged set conversation_id = ? where conversation_id = ?");
                Batch insert =
                        new Batch(connection, "insert into archive_merged (thread, conversation_id) values (?, ?)")) {
            for (Map.Entry<Long, Long> end : ended.entrySet()) {
                follow.number(end.getValue().longValue())
                        .number(end.getKey().longValue())
                        .add();
                insert.number(end.getKey().longValue())
                        .number(end.getValue().longValue())
                        .add();
            }
            follow.run();
            insert.run();
        }
    }

    private void insert(String sql, Map<Key, Long> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (Batch batch = new Batch(connection, sql)) {
            for (Map.Entry<Key, Long> row : rows.entrySet()) {
                batch.text(row.getKey().channelId())
                        .text(row.getKey().name())
                        .number(current(row.getValue()))
                        .add();
            }
            batch.run();
        }
    }
}
