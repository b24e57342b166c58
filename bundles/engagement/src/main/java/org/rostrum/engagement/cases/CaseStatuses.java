package org.rostrum.engagement.cases;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.cases.FollowedCases.Taker;

/**
 * Tells the systems that have cases when people close their conversations, and when these open again: a delivery of the kind {@code
 * ticket-status} or {@code lead-status}, for adapters that take it. Follows what was done in the inbox, whose events are written one
 * transaction after the other, so that none appears behind a later one.
 *
 * <p>What a routing rule puts aside is not told: the case is to be seen to over there.
 */
final class CaseStatuses {
    private static final int BATCH = 200;
    private static final String STATUS = "-status";
    /** For how long what was done waits for an adapter that is being updated. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Database database;
    private final Archive archive;
    private final DeliveryService deliveries;
    private final FollowedCases cases;
    private final Clock clock;

    CaseStatuses(Database database, Archive archive, DeliveryService deliveries, FollowedCases cases, Clock clock) {
        this.database = database;
        this.archive = archive;
        this.deliveries = deliveries;
        this.cases = cases;
        this.clock = clock;
    }

    /** Something that may have closed or opened a conversation. */
    private record Event(long id, long conversationId, Instant happened, Requester actor, Kind kind, String detail) {
        static Event of(ResultSet row) throws SQLException {
            return new Event(
                    row.getLong("id"),
                    row.getLong("conversation_id"),
                    Sql.instant(row, "happened"),
                    new Requester(row.getString("actor"), row.getString("actor_account_id")),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("detail"));
        }

        boolean closes() {
            return kind == Kind.STATUS && detail.equals(Status.CLOSED.name());
        }
    }

    /** What one batch did: events is 0 when there is nothing left for now. */
    record Batch(int events, int told) {
        private static final Batch NONE = new Batch(0, 0);
    }

    Batch next() {
        return database.transaction(connection -> {
            Sql.update(connection, "update engagement_case_follow set event = event where id = 1");
            long from = Sql.number(connection, "select event from engagement_case_follow where id = 1");
            List<Event> events = Sql.list(
                    connection,
                    "select id, conversation_id, happened, actor, actor_account_id, kind, detail from engagement_event"
                            + " where id > ? order by id fetch first " + BATCH + " rows only",
                    Event::of,
                    from);
            if (events.isEmpty()) {
                return Batch.NONE;
            }
            List<DeliveryRequest> requests = new ArrayList<>();
            if (!tell(connection, relevant(events), requests)) {
                return Batch.NONE;
            }
            if (!requests.isEmpty()) {
                deliveries.enqueueAll(requests);
            }
            Sql.update(
                    connection,
                    "update engagement_case_follow set event = ? where id = 1",
                    events.get(events.size() - 1).id());
            return new Batch(events.size(), requests.size());
        });
    }

    /** By conversation, in order. */
    private static Map<Long, List<Event>> relevant(List<Event> events) {
        Map<Long, List<Event>> relevant = new LinkedHashMap<>();
        for (Event event : events) {
            switch (event.kind()) {
                case STATUS, REOPENED, JOINED -> relevant.computeIfAbsent(
                                event.conversationId(), id -> new ArrayList<>())
                        .add(event);
                default -> {}
            }
        }
        return relevant;
    }

    /** Gives false when somebody who has to be told is away for a moment. */
    private boolean tell(Connection connection, Map<Long, List<Event>> events, List<DeliveryRequest> requests)
            throws SQLException {
        Map<Long, Conversation> conversations = archive.conversations(events.keySet());
        Map<Long, List<FollowedCase>> followed = cases.of(connection, conversations);
        Map<FollowedCase, Boolean> told = new HashMap<>();
        for (Map.Entry<Long, List<Event>> one : events.entrySet()) {
            Conversation conversation = conversations.get(one.getKey());
            List<FollowedCase> its = followed.getOrDefault(one.getKey(), List.of());
            if (conversation == null || its.isEmpty()) {
                continue;
            }
            Optional<Event> cause = cause(connection, one.getKey(), one.getValue());
            if (cause.isEmpty()) {
                continue;
            }
            boolean closed = cause.get().closes();
            for (FollowedCase of : its) {
                if (of.toldClosed() == closed || of.stage() == CaseStage.DELETED) {
                    continue;
                }
                Taker taker =
                        cases.taker(connection, of, of.delivered() + STATUS).orElse(null);
                if (taker == null) {
                    continue;
                }
                if (!taker.away()) {
                    requests.add(request(of, taker, cause.get(), conversation));
                    told.put(of, closed);
                } else if (cause.get().happened().plus(PATIENCE).isAfter(clock.instant())) {
                    return false;
                }
            }
        }
        for (Map.Entry<FollowedCase, Boolean> one : told.entrySet()) {
            Sql.update(
                    connection,
                    "update engagement_case set told_closed = ? where id = ?",
                    one.getValue(),
                    one.getKey().id());
        }
        return true;
    }

    /** What made the conversation as it is now; empty when that is no matter of people. */
    private static Optional<Event> cause(Connection connection, long conversation, List<Event> events)
            throws SQLException {
        boolean closed = Sql.first(
                        connection,
                        "select status from engagement_conversation where id = ?",
                        row -> Status.valueOf(row.getString("status")) == Status.CLOSED,
                        conversation)
                .orElse(false);
        Event found = null;
        for (Event event : events) {
            found = event.closes() == closed ? event : found;
        }
        return Optional.ofNullable(found);
    }

    private static DeliveryRequest request(FollowedCase one, Taker taker, Event cause, Conversation conversation) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("case", taker.key());
        payload.put("status", cause.closes() ? "CLOSED" : "OPEN");
        payload.put("changedAt", cause.happened().toString());
        payload.put("account", one.accountId());
        payload.put("author", cause.actor().name());
        payload.put("conversation", Long.toString(conversation.id()));
        return new DeliveryRequest(
                        one.delivered() + STATUS,
                        taker.adapter(),
                        one.accountId(),
                        one.subject(),
                        taker.key() + "/status/" + cause.id(),
                        CaseJson.write(payload),
                        List.of())
                .withRequester(cause.actor());
    }
}
