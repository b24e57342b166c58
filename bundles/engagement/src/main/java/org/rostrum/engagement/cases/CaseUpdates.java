package org.rostrum.engagement.cases;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.engagement.cases.FollowedCases.Taker;

/**
 * Tells the systems that have cases what was said in their conversations afterwards: a delivery of the kind {@code ticket-update}
 * or {@code lead-update} for each message. Follows the archive no further than it is routed, so that the cases are there.
 */
final class CaseUpdates {
    private static final int BATCH = 200;
    private static final String UPDATE = "-update";

    private final Database database;
    private final Archive archive;
    private final DeliveryService deliveries;
    private final FollowedCases cases;

    CaseUpdates(Database database, Archive archive, DeliveryService deliveries, FollowedCases cases) {
        this.database = database;
        this.archive = archive;
        this.deliveries = deliveries;
        this.cases = cases;
    }

    /** What one batch did: activities is 0 when there is nothing left for now. */
    record Batch(int activities, int updates) {}

    Batch next() {
        return database.transaction(connection -> {
            Sql.update(connection, "update engagement_case_follow set sequence = sequence where id = 1");
            long from = Sql.number(connection, "select sequence from engagement_case_follow where id = 1");
            long routed = Sql.number(connection, "select sequence from engagement_progress where id = 1");
            List<ArchivedActivity> activities = archive.after(from, BATCH).stream()
                    .filter(archived -> archived.sequence() <= routed)
                    .toList();
            if (activities.isEmpty()) {
                return new Batch(0, 0);
            }
            List<DeliveryRequest> requests = requests(connection, activities);
            if (!requests.isEmpty()) {
                deliveries.enqueueAll(requests);
            }
            Sql.update(
                    connection,
                    "update engagement_case_follow set sequence = ? where id = 1",
                    activities.get(activities.size() - 1).sequence());
            return new Batch(activities.size(), requests.size());
        });
    }

    private List<DeliveryRequest> requests(Connection connection, List<ArchivedActivity> activities)
            throws SQLException {
        List<ArchivedActivity> messages =
                activities.stream().filter(CaseUpdates::isMessage).toList();
        Map<Long, Conversation> conversations = archive.conversations(messages.stream()
                .map(ArchivedActivity::conversationId)
                .distinct()
                .toList());
        Map<Long, List<FollowedCase>> followed = cases.of(connection, conversations);
        Map<Long, Optional<Taker>> takers = new HashMap<>();
        List<DeliveryRequest> requests = new ArrayList<>();
        for (ArchivedActivity archived : messages) {
            Conversation conversation = conversations.get(archived.conversationId());
            if (conversation == null) {
                continue;
            }
            for (FollowedCase one : followed.getOrDefault(conversation.id(), List.of())) {
                if (one.sequence() >= archived.sequence() || one.stage() == CaseStage.DELETED) {
                    continue;
                }
                Optional<Taker> taker = takers.get(one.id());
                if (taker == null) {
                    taker = cases.taker(connection, one, one.delivered() + UPDATE);
                    takers.put(one.id(), taker);
                }
                taker.ifPresent(who -> requests.add(request(one, who, archived)));
            }
        }
        return requests;
    }

    private static boolean isMessage(ArchivedActivity archived) {
        Activity activity = archived.activity();
        ActivityKind kind = ActivityKind.of(activity.verb(), activity.inReplyTo());
        return kind == ActivityKind.POST || kind == ActivityKind.REPLY;
    }

    private static DeliveryRequest request(FollowedCase one, Taker taker, ArchivedActivity archived) {
        Activity activity = archived.activity();
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("case", taker.key());
        payload.put("activity", Long.toString(archived.sequence()));
        payload.put("direction", activity.direction().name());
        payload.put("createdAt", activity.published().toString());
        payload.put("account", archived.accountId());
        payload.put("channel", archived.channelId());
        payload.put("author", author(activity.actor()));
        payload.put("text", activity.content());
        payload.put("url", activity.url() == null ? null : activity.url().toString());
        payload.put("conversation", Long.toString(archived.conversationId()));
        return new DeliveryRequest(
                one.delivered() + UPDATE,
                taker.adapter(),
                archived.accountId(),
                one.subject(),
                taker.key() + "/activity/" + archived.sequence(),
                CaseJson.write(payload),
                List.of());
    }

    private static String author(Actor actor) {
        if (actor.displayName() != null) {
            return actor.displayName();
        }
        return actor.handle() == null ? actor.networkId() : actor.handle();
    }
}
