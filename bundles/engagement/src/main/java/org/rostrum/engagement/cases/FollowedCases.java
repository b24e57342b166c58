package org.rostrum.engagement.cases;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.engagement.RuleAction;

/** The cases of conversations, and the systems that have them. */
final class FollowedCases {
    private static final Lookup CASES = new Lookup(
            FollowedCase.COLUMNS, "engagement_case", "", Lookup.text("kind"), Lookup.bigint("conversation_id"));

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

    FollowedCases(Database database, Archive archive, DeliveryService deliveries, Takers takers) {
        this.database = database;
        this.archive = archive;
        this.deliveries = deliveries;
        this.takers = takers;
    }

    /**
     * Who has a case.
     *
     * @param key under which it was sent there
     * @param away whether no adapter of that name is here at this moment, so that nobody knows what it takes
     */
    record Taker(String adapter, String key, boolean away) {}

    private record Key(RuleAction kind, long conversationId) {}

    /** By the id of the conversation as it is now. */
    Map<Long, List<FollowedCase>> of(Connection connection, Map<Long, Conversation> conversations) throws SQLException {
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
        Map<Long, List<FollowedCase>> found = new HashMap<>();
        CASES.find(
                connection,
                database.engine(),
                asked.keySet(),
                key -> new Object[] {key.kind().name(), key.conversationId()},
                (key, row) -> found.computeIfAbsent(asked.get(key), id -> new ArrayList<>())
                        .add(FollowedCase.of(row)));
        return found;
    }

    /**
     * The one that has it, if it takes a kind of deliveries, or is away and has told of cases before; a case that any adapter may
     * have taken is followed when there is only one.
     */
    Optional<Taker> taker(Connection connection, FollowedCase one, String kind) throws SQLException {
        DeliveryRequest sent =
                deliveries.find(one.deliveryId()).map(Delivery::request).orElse(null);
        if (sent == null) {
            return Optional.empty();
        }
        Set<String> able = takers.taking(kind);
        Set<String> all = takers.taking(one.delivered());
        String named = sent.adapter();
        if (named == null) {
            return all.size() == 1 && able.containsAll(all)
                    ? all.stream().findFirst().map(only -> new Taker(only, sent.idempotencyKey(), false))
                    : Optional.empty();
        }
        if (all.contains(named)) {
            return able.contains(named)
                    ? Optional.of(new Taker(named, sent.idempotencyKey(), false))
                    : Optional.empty();
        }
        // one that is being updated is away for a moment
        return able.contains(named) || sources.find(connection, named).isPresent()
                ? Optional.of(new Taker(named, sent.idempotencyKey(), !able.contains(named)))
                : Optional.empty();
    }
}
