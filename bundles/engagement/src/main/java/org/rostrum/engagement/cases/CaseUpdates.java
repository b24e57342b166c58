package org.rostrum.engagement.cases;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.RuleAction;

/**
 * Tells the systems that have cases what was said in their conversations afterwards: a delivery of the kind {@code ticket-update}
 * or {@code lead-update} for each message. Follows the archive no further than it is routed, so that the cases are there.
 */
final class CaseUpdates {
    private static final int BATCH = 200;
    private static final Lookup CASES = new Lookup(
            "t.id, t.kind, t.account_id, t.sequence, t.delivery_id, t.stage",
            "engagement_case",
            "",
            Lookup.text("kind"),
            Lookup.bigint("conversation_id"));

    private final Database database;
    private final Archive archive;
    private final DeliveryService deliveries;
    private final Takers takers;
    private final SourceStore sources = new SourceStore();

    /** Which adapters are here that take a kind of deliveries. */
    @FunctionalInterface
    interface Takers {
        Set<String> taking(String kind);
    }

    CaseUpdates(Database database, Archive archive, DeliveryService deliveries, Takers takers) {
        this.database = database;
        this.archive = archive;
        this.deliveries = deliveries;
        this.takers = takers;
    }

    /** @param sequence the activity that it came of */
    private record Open(long id, RuleAction kind, String accountId, long sequence, long deliveryId, CaseStage stage) {
        String subject() {
            return kind.name().toLowerCase(Locale.ROOT) + "/" + id;
        }

        String update() {
            return kind.name().toLowerCase(Locale.ROOT) + "-update";
        }
    }

    /**
     * Who has a case.
     *
     * @param key under which it was sent there
     */
    private record Taker(String adapter, String key) {}

    private record Key(RuleAction kind, long conversationId) {}

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
        Map<Long, List<Open>> cases = cases(connection, conversations);
        Map<Long, Optional<Taker>> takers = new HashMap<>();
        List<DeliveryRequest> requests = new ArrayList<>();
        for (ArchivedActivity archived : messages) {
            Conversation conversation = conversations.get(archived.conversationId());
            if (conversation == null) {
                continue;
            }
            for (Open one : cases.getOrDefault(conversation.id(), List.of())) {
                if (one.sequence() >= archived.sequence() || one.stage() == CaseStage.DELETED) {
                    continue;
                }
                Optional<Taker> taker = takers.get(one.id());
                if (taker == null) {
                    taker = taker(connection, one);
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

    /** By the id of the conversation as it is now. */
    private Map<Long, List<Open>> cases(Connection connection, Map<Long, Conversation> conversations)
            throws SQLException {
        Set<Long> ids = new HashSet<>();
        conversations.values().forEach(conversation -> ids.add(conversation.id()));
        Map<Long, Set<Long>> merged = archive.mergedInto(ids);
        Map<Key, Long> asked = new LinkedHashMap<>();
        for (Long id : ids) {
            for (RuleAction kind : List.of(RuleAction.LEAD, RuleAction.TICKET)) {
                asked.put(new Key(kind, id), id);
                merged.getOrDefault(id, Set.of()).forEach(part -> asked.put(new Key(kind, part), id));
            }
        }
        Map<Long, List<Open>> found = new HashMap<>();
        CASES.find(
                connection,
                database.engine(),
                asked.keySet(),
                key -> new Object[] {key.kind().name(), key.conversationId()},
                (key, row) -> found.computeIfAbsent(asked.get(key), id -> new ArrayList<>())
                        .add(open(row)));
        return found;
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                row.getLong("id"),
                RuleAction.valueOf(row.getString("kind")),
                row.getString("account_id"),
                row.getLong("sequence"),
                row.getLong("delivery_id"),
                CaseStage.valueOf(row.getString("stage")));
    }

    /** The one that has it, if it wants to know more; a case that any adapter may have taken is followed when there is only one. */
    private Optional<Taker> taker(Connection connection, Open one) throws SQLException {
        DeliveryRequest sent =
                deliveries.find(one.deliveryId()).map(Delivery::request).orElse(null);
        if (sent == null) {
            return Optional.empty();
        }
        Set<String> able = takers.taking(one.update());
        String named = sent.adapter();
        if (named != null) {
            // one that is being updated is away for a moment
            boolean known =
                    able.contains(named) || sources.find(connection, named).isPresent();
            return known ? Optional.of(new Taker(named, sent.idempotencyKey())) : Optional.empty();
        }
        Set<String> all = takers.taking(one.kind().name().toLowerCase(Locale.ROOT));
        return all.size() == 1 && able.containsAll(all)
                ? all.stream().findFirst().map(only -> new Taker(only, sent.idempotencyKey()))
                : Optional.empty();
    }

    private static DeliveryRequest request(Open one, Taker taker, ArchivedActivity archived) {
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
                one.update(),
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
