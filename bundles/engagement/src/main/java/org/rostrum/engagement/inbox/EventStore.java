package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxEvent;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.security.Requester;

/** The table {@code engagement_event}. */
final class EventStore {
    private static final String SELECT = "select id, conversation_id, happened, actor, actor_account_id, kind, detail,"
            + " delivery_id from engagement_event ";

    InboxEvent add(
            Connection connection,
            long conversationId,
            Instant happened,
            Requester actor,
            Kind kind,
            String detail,
            @Nullable Long deliveryId)
            throws SQLException {
        long id = Sql.insert(
                connection,
                "insert into engagement_event (conversation_id, happened, actor, actor_account_id, kind, detail, delivery_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                conversationId,
                happened,
                actor.name(),
                actor.accountId(),
                kind,
                detail,
                deliveryId);
        return new InboxEvent(id, conversationId, happened, actor, kind, detail, deliveryId);
    }

    List<InboxEvent> of(Connection connection, long conversationId) throws SQLException {
        return Sql.list(connection, SELECT + "where conversation_id = ? order by id", EventStore::row, conversationId);
    }

    /** Whether it was a person who gave the conversation to whoever has it. */
    boolean lastAssignedByPerson(Connection connection, long conversationId) throws SQLException {
        return Sql.first(
                        connection,
                        "select kind from engagement_event where conversation_id = ? and (kind in ('ASSIGNED', 'AUTO_ASSIGNED')"
                                + " or (kind = 'ROUTED' and detail like ?)) order by id desc",
                        row -> row.getString("kind").equals(Kind.ASSIGNED.name()),
                        conversationId,
                        "%\nASSIGNED %")
                .orElse(false);
    }

    /** The same, of one conversation. */
    Optional<InboxEvent> reply(Connection connection, long conversationId, long deliveryId) throws SQLException {
        return Sql.first(
                connection,
                SELECT + "where conversation_id = ? and delivery_id = ? and kind = 'REPLY'",
                EventStore::row,
                conversationId,
                deliveryId);
    }

    /** The reply that a delivery carries, of whichever conversation. */
    Optional<InboxEvent> reply(Connection connection, long deliveryId) throws SQLException {
        return Sql.first(connection, SELECT + "where delivery_id = ? and kind = 'REPLY'", EventStore::row, deliveryId);
    }

    /** The first answer behind an event that the user did not write. */
    Optional<InboxEvent> answerOfOthers(Connection connection, long conversationId, long after, String user)
            throws SQLException {
        return Sql.first(
                connection,
                SELECT
                        + "where conversation_id = ? and id > ? and kind in ('REPLY', 'ANSWERED') and actor <> ? order by id",
                EventStore::row,
                conversationId,
                after,
                user);
    }

    /** When the organisation had answered last, but for a reply that did not arrive. */
    Optional<Instant> answeredBefore(Connection connection, long conversationId, long deliveryId) throws SQLException {
        return Sql.first(
                connection,
                "select happened from engagement_event answer where conversation_id = ? and (kind = 'ANSWERED' or (kind = 'REPLY'"
                        + " and delivery_id <> ? and exists (select 1 from engagement_event arrived where"
                        + " arrived.delivery_id = answer.delivery_id and arrived.kind = 'DELIVERED')))"
                        + " order by happened desc fetch first 1 rows only",
                row -> Sql.instant(row, "happened"),
                conversationId,
                deliveryId);
    }

    void move(Connection connection, long from, long into) throws SQLException {
        Sql.update(connection, "update engagement_event set conversation_id = ? where conversation_id = ?", into, from);
    }

    private static InboxEvent row(ResultSet row) throws SQLException {
        return new InboxEvent(
                row.getLong("id"),
                row.getLong("conversation_id"),
                Sql.instant(row, "happened"),
                new Requester(row.getString("actor"), row.getString("actor_account_id")),
                Kind.valueOf(row.getString("kind")),
                row.getString("detail"),
                Sql.optionalLong(row, "delivery_id"));
    }
}
