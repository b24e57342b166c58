package org.rostrum.archive.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.data.Sql;

/**
 * A filter as conditions that each follow one index: by channel (an account is the sum of its channels), by conversation
 * (with those that were joined to it) or by sequence.
 */
final class Selection {
    /** Conditions on {@code archive_activity a}, the columns that its index is ordered by, and the parameters. */
    record Part(String where, String order, List<Object> parameters) {
        @Nullable
        Object[] with(Object last) {
            List<Object> all = new ArrayList<>(parameters);
            all.add(last);
            return all.toArray();
        }
    }

    private final List<Part> parts = new ArrayList<>();

    Selection(Connection connection, ActivityFilter filter) throws SQLException {
        StringBuilder more = new StringBuilder();
        List<Object> values = new ArrayList<>();
        if (filter.direction() != null) {
            more.append(" and a.direction = ?");
            values.add(filter.direction());
        }
        if (filter.from() != null) {
            more.append(" and a.published >= ?");
            values.add(filter.from());
        }
        if (filter.to() != null) {
            more.append(" and a.published < ?");
            values.add(filter.to());
        }
        if (filter.conversationId() != null) {
            byConversation(connection, filter.conversationId(), filter, more.toString(), values);
        } else if (filter.accountId() != null || filter.channelId() != null) {
            for (Channels.Span span : Channels.find(connection, filter.accountId(), filter.channelId())) {
                add(
                        "where a.channel_id = ? and a.account_id = ?" + more,
                        "a.sequence",
                        values,
                        span.channelId(),
                        span.accountId());
            }
        } else {
            add("where 1 = 1" + more, "a.sequence", values);
        }
    }

    private void byConversation(
            Connection connection, long wanted, ActivityFilter filter, String more, List<Object> values)
            throws SQLException {
        long id = ConversationReader.current(connection, wanted);
        List<Long> threads = new ArrayList<>(Sql.list(
                connection,
                "select thread from archive_merged where conversation_id = ?",
                row -> row.getLong("thread"),
                id));
        threads.add(id);
        String account = filter.accountId() == null ? "" : " and a.account_id = ?";
        String channel = filter.channelId() == null ? "" : " and a.channel_id = ?";
        for (Long thread : threads) {
            List<Object> keys = new ArrayList<>();
            keys.add(thread);
            if (filter.accountId() != null) {
                keys.add(filter.accountId());
            }
            if (filter.channelId() != null) {
                keys.add(filter.channelId());
            }
            add("where a.conversation_id = ?" + account + channel + more, "a.sequence", values, keys.toArray());
        }
    }

    private void add(String where, String order, List<Object> values, Object... keys) {
        List<Object> parameters = new ArrayList<>(List.of(keys));
        parameters.addAll(values);
        parts.add(new Part(where, order, parameters));
    }

    List<Part> parts() {
        return parts;
    }
}
