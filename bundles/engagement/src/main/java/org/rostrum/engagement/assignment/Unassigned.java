package org.rostrum.engagement.assignment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.rostrum.api.data.Sql;

/** Conversations for which nobody had room; the table {@code engagement_unassigned}. Whatever a person decides takes one out. */
public final class Unassigned {
    /** An account's conversations of one channel. */
    public record Group(String accountId, String channelId) {}

    private Unassigned() {}

    static void add(Connection connection, long conversationId, Instant since) throws SQLException {
        remove(connection, conversationId);
        Sql.update(
                connection,
                "insert into engagement_unassigned (conversation_id, since) values (?, ?)",
                conversationId,
                since);
    }

    public static void remove(Connection connection, long conversationId) throws SQLException {
        Sql.update(connection, "delete from engagement_unassigned where conversation_id = ?", conversationId);
    }

    /** One that is part of another conversation does not wait by itself any more. */
    public static void move(Connection connection, long from, long into) throws SQLException {
        Sql.update(
                connection,
                "update engagement_unassigned set conversation_id = ? where conversation_id = ? and not exists"
                        + " (select 1 from engagement_unassigned other where other.conversation_id = ?)",
                into,
                from,
                into);
        remove(connection, from);
    }

    /** Where any wait that are open. */
    public static List<Group> groups(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "select distinct c.account_id, c.channel_id from engagement_unassigned u"
                        + " join engagement_conversation c on c.id = u.conversation_id"
                        + " where c.status = 'OPEN' and c.assignee is null order by c.account_id, c.channel_id",
                row -> new Group(row.getString(1), row.getString(2)));
    }

    /** Those that have waited longest. */
    public static List<Long> of(Connection connection, Group group, int limit) throws SQLException {
        return Sql.list(
                connection,
                "select u.conversation_id from engagement_unassigned u"
                        + " join engagement_conversation c on c.id = u.conversation_id"
                        + " where c.account_id = ? and c.channel_id = ? and c.status = 'OPEN' and c.assignee is null"
                        + " order by u.since, u.conversation_id fetch first " + limit + " rows only",
                row -> row.getLong(1),
                group.accountId(),
                group.channelId());
    }

    /** What was closed, or is somebody's, waits no more. */
    public static void tidy(Connection connection) throws SQLException {
        Sql.update(
                connection,
                "delete from engagement_unassigned where not exists (select 1 from engagement_conversation c"
                        + " where c.id = engagement_unassigned.conversation_id and c.assignee is null"
                        + " and c.status <> 'CLOSED')");
    }
}
