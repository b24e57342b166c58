package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Batch;

/** The conversations a chunk of new activities touches: loaded, added to, joined and written back. */
final class Conversations {
    private static final Lookup ROWS =
            new Lookup("t.*", "archive_conversation", "", Lookup.bigint("id")).underWritersLock();
    private static final String VALUES = "contact_id = ?, inbound = ?, outbound = ?, started = ?, last_activity = ?,"
            + " first_inbound = ?, last_inbound = ?, first_outbound = ?, last_outbound = ?, first_response = ?,"
            + " response_seconds = ?, response_bucket = ?, waiting = ?";
    private static final String COLUMNS = VALUES.replace(" = ?", "");

    private final Connection connection;
    private final Engine engine;
    /** As they are in the database. */
    private final Map<Long, ConversationState> before = new HashMap<>();

    private final Map<Long, ConversationState> after = new LinkedHashMap<>();

    Conversations(Connection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    /** Adds the placed activities to their conversations. */
    void apply(List<Fresh> activities, Threading threading) throws SQLException {
        ROWS.find(connection, engine, threading.touched(), id -> new Object[] {id}, (id, row) -> {
            before.put(id, read(row));
            after.put(id, read(row));
        });
        threading.ended().forEach((end, goesOn) -> {
            ConversationState ended = after.remove(end);
            ConversationState stays = after.get(goesOn);
            if (ended == null || stays == null) {
                throw new IllegalStateException(
                        "Conversation " + end + " or " + goesOn + " has no row: run a verification of the archive");
            }
            stays.absorb(ended);
        });
        for (Fresh fresh : activities) {
            long id = threading.current(fresh.thread);
            ConversationState conversation = after.computeIfAbsent(
                    id, key -> new ConversationState(key, fresh.entry.accountId(), fresh.entry.channelId()));
            Instant published = fresh.activity().published();
            if (fresh.inbound()) {
                conversation.addInbound(published, fresh.contact());
            } else {
                conversation.addOutbound(published);
            }
        }
    }

    /** Those from before that changed or ended, as they were. */
    Iterable<ConversationState> before() {
        return before.values();
    }

    /** Those from before that changed and those that are new, as they are now. */
    Iterable<ConversationState> after() {
        return after.values();
    }

    /** Writes the conversations; the activities and what was joined must be written already. */
    void save() throws SQLException {
        for (ConversationState conversation : after.values()) {
            if (conversation.responseUnsure) {
                conversation.firstResponse = findFirstResponse(conversation);
                conversation.responseUnsure = false;
            }
        }
        List<Long> ended = new ArrayList<>(before.keySet());
        ended.removeAll(after.keySet());
        try (Batch delete = new Batch(connection, "delete from archive_conversation where id = ?")) {
            for (Long id : ended) {
                delete.number(id.longValue()).add();
            }
            delete.run();
        }
        try (Batch insert = new Batch(
                        connection,
                        "insert into archive_conversation (" + COLUMNS
                                + ", id, account_id, channel_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                Batch update = new Batch(connection, "update archive_conversation set " + VALUES + " where id = ?")) {
            for (ConversationState conversation : after.values()) {
                if (before.containsKey(conversation.id)) {
                    values(update, conversation).number(conversation.id).add();
                } else {
                    values(insert, conversation)
                            .number(conversation.id)
                            .text(conversation.accountId)
                            .text(conversation.channelId)
                            .add();
                }
            }
            insert.run();
            update.run();
        }
    }

    private static Batch values(Batch batch, ConversationState conversation) throws SQLException {
        return batch.optionalNumber(conversation.contactId)
                .number(conversation.inbound)
                .number(conversation.outbound)
                .time(conversation.started())
                .time(conversation.lastActivity())
                .time(conversation.firstInbound)
                .time(conversation.lastInbound)
                .time(conversation.firstOutbound)
                .time(conversation.lastOutbound)
                .time(conversation.firstResponse)
                .optionalNumber(conversation.responseSeconds())
                .optionalNumber(conversation.responseBucket())
                .flag(conversation.waiting());
    }

    private @Nullable Instant findFirstResponse(ConversationState conversation) throws SQLException {
        return Sql.first(
                        connection,
                        "select min(published) as answered from archive_activity where direction = 'OUTBOUND'"
                                + " and published > ? and (conversation_id = ? or conversation_id in"
                                + " (select thread from archive_merged where conversation_id = ?))",
                        row -> new Answer(Sql.optionalInstant(row, "answered")),
                        conversation.firstInbound,
                        conversation.id,
                        conversation.id)
                .map(Answer::at)
                .orElse(null);
    }

    private record Answer(@Nullable Instant at) {}

    private static ConversationState read(ResultSet row) throws SQLException {
        ConversationState state =
                new ConversationState(row.getLong("id"), row.getString("account_id"), row.getString("channel_id"));
        state.contactId = Sql.optionalLong(row, "contact_id");
        state.inbound = row.getInt("inbound");
        state.outbound = row.getInt("outbound");
        state.firstInbound = Sql.optionalInstant(row, "first_inbound");
        state.lastInbound = Sql.optionalInstant(row, "last_inbound");
        state.firstOutbound = Sql.optionalInstant(row, "first_outbound");
        state.lastOutbound = Sql.optionalInstant(row, "last_outbound");
        state.firstResponse = Sql.optionalInstant(row, "first_response");
        return state;
    }
}
