package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.engagement.ResponseDue;
import org.rostrum.api.engagement.ResponseMeasure;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.due.ResponseClocks;
import org.rostrum.engagement.search.WordStore;

/** The tables {@code engagement_conversation} and {@code engagement_label}. */
final class InboxStore {
    private static final String COLUMNS = "select id, account_id, channel_id, contact_id, contact, status, assignee,"
            + " priority, snoozed_until, excerpt, language_tag, inbound_sequence, last_inbound, last_outbound,"
            + " last_activity, waiting_since, opened_since, due_at, due_measure, due_missed, version from engagement_conversation";

    private static final String CHANGE = "(select changes from engagement_inbox_progress where id = 1)";

    private final ResponseClocks clocks;

    /** @param clocks follow what is saved */
    InboxStore(ResponseClocks clocks) {
        this.clocks = clocks;
    }

    /** In which order conversations come. */
    enum Order {
        NEWEST("last_activity", "<", "desc"),
        DUE("due_at", ">", "asc");

        private final String column;
        private final String behind;
        private final String direction;

        Order(String column, String behind, String direction) {
            this.column = column;
            this.behind = behind;
            this.direction = direction;
        }

        private String by() {
            return " order by " + column + " " + direction + ", id " + direction;
        }
    }

    /**
     * Where a page ended.
     *
     * @param at last activity, or when it is due
     */
    record Place(Instant at, long id) {
        static String of(InboxConversation conversation) {
            return conversation.lastActivity() + "_" + conversation.id();
        }

        static String ofDue(InboxConversation conversation) {
            ResponseDue due = conversation.due();
            return (due == null ? conversation.lastActivity() : due.at()) + "_" + conversation.id();
        }
    }

    Optional<InboxConversation> find(Connection connection, long id) throws SQLException {
        List<InboxConversation> found = all(connection, List.of(id));
        return found.stream().findFirst();
    }

    /** Those of these that are there. */
    List<InboxConversation> all(Connection connection, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        return withLabels(
                connection,
                Sql.list(connection, COLUMNS + " where id in " + places(ids), InboxStore::row, ids.toArray()));
    }

    List<InboxConversation> page(
            Connection connection, InboxFilter filter, Reach reach, Order order, @Nullable Place after, int limit)
            throws SQLException {
        Conditions conditions = conditions(connection, filter, reach);
        if (order == Order.DUE) {
            // before all times, so that it is a range of the index
            conditions.and("due_at >= ?", Instant.EPOCH);
        }
        String behind = "";
        List<@Nullable Object> values = new ArrayList<>(List.of());
        for (Object value : conditions.values()) {
            values.add(value);
        }
        if (after != null) {
            behind = (conditions.where().isEmpty() ? " where " : " and ")
                    + "(%1$s %2$s ? or (%1$s = ? and id %2$s ?))".formatted(order.column, order.behind);
            values.add(after.at());
            values.add(after.at());
            values.add(after.id());
        }
        return withLabels(
                connection,
                Sql.list(
                        connection,
                        COLUMNS + conditions.where() + behind + order.by() + " fetch first " + limit + " rows only",
                        InboxStore::row,
                        values.toArray()));
    }

    /** Those that are not closed, by id. */
    List<InboxConversation> unfinished(Connection connection, Reach reach, long after, int limit) throws SQLException {
        Conditions conditions = new Conditions()
                .and("status <> ?", Status.CLOSED)
                .and("id > ?", after)
                .within(reach, "account_id");
        return Sql.list(
                connection,
                COLUMNS + conditions.where() + " order by id fetch first " + limit + " rows only",
                InboxStore::row,
                conditions.values());
    }

    Map<Status, Long> counts(Connection connection, InboxFilter filter, Reach reach) throws SQLException {
        Conditions conditions = conditions(connection, filter, reach);
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, 0L);
        }
        Sql.list(
                        connection,
                        "select status, count(*) as n from engagement_conversation" + conditions.where()
                                + " group by status",
                        row -> Map.entry(Status.valueOf(row.getString("status")), row.getLong("n")),
                        conditions.values())
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    static Conditions conditions(Connection connection, InboxFilter filter, Reach reach) throws SQLException {
        Conditions conditions = new Conditions()
                .andIfGiven("account_id = ?", filter.accountId())
                .andIfGiven("channel_id = ?", filter.channelId())
                .andIfGiven("status = ?", filter.status())
                .andIfGiven("assignee = ?", filter.assignee())
                .andIfGiven("coalesce(assignee, '') = ?", filter.unassigned() ? "" : null)
                .andIfGiven("priority = ?", filter.priority())
                .andIfGiven("id in (select conversation_id from engagement_label where label = ?)", filter.label())
                .andIfGiven(
                        "id in (select conversation_id from engagement_mention where user_name = ?)",
                        filter.mentioned())
                .within(reach, "account_id");
        if (filter.search() != null) {
            WordStore.require(connection, conditions, filter.search());
        }
        String text = filter.text();
        return text == null
                ? conditions
                : conditions.and(
                        "lower(contact || ' ' || excerpt) like ? escape '!'",
                        "%"
                                + text.toLowerCase(Locale.ROOT)
                                        .replace("!", "!!")
                                        .replace("%", "!%")
                                        .replace("_", "!_")
                                + "%");
    }

    /** A new one, or what has become of it by what was said; people's version stays. */
    void save(Connection connection, InboxConversation now, boolean known) throws SQLException {
        if (known) {
            Sql.update(
                    connection,
                    "update engagement_conversation set account_id = ?, channel_id = ?, contact_id = ?, contact = ?, status = ?,"
                            + " assignee = ?, priority = ?, snoozed_until = ?, excerpt = ?, language_tag = ?,"
                            + " inbound_sequence = ?, last_inbound = ?, last_outbound = ?, last_activity = ?, waiting_since = ?,"
                            + " opened_since = ?, version = ?,"
                            + " changed = " + CHANGE + " where id = ?",
                    values(now, true));
        } else {
            Sql.update(
                    connection,
                    "insert into engagement_conversation (id, account_id, channel_id, contact_id, contact, status, assignee,"
                            + " priority, snoozed_until, excerpt, language_tag, inbound_sequence, last_inbound, last_outbound,"
                            + " last_activity, waiting_since, opened_since, version, changed)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            + CHANGE + ")",
                    values(now, false));
        }
        clocks.follow(connection, now);
    }

    private static @Nullable Object[] values(InboxConversation now, boolean idLast) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(now.accountId());
        values.add(now.channelId());
        values.add(now.contactId());
        values.add(now.contact());
        values.add(now.status());
        values.add(now.assignee());
        values.add(now.priority());
        values.add(now.snoozedUntil());
        values.add(now.excerpt());
        values.add(now.language());
        values.add(now.inboundSequence());
        values.add(now.lastInbound());
        values.add(now.lastOutbound());
        values.add(now.lastActivity());
        values.add(now.waitingSince());
        values.add(now.openedSince());
        values.add(now.version());
        values.add(idLast ? values.size() : 0, now.id());
        return values.toArray();
    }

    /** Something was done that does not show in the conversation itself. */
    void touch(Connection connection, long id) throws SQLException {
        Sql.update(connection, "update engagement_conversation set changed = " + CHANGE + " where id = ?", id);
    }

    void setLabels(Connection connection, long id, SortedSet<String> labels) throws SQLException {
        Sql.update(connection, "delete from engagement_label where conversation_id = ?", id);
        for (String label : labels) {
            Sql.update(connection, "insert into engagement_label (conversation_id, label) values (?, ?)", id, label);
        }
    }

    void remove(Connection connection, long id) throws SQLException {
        Sql.update(connection, "delete from engagement_label where conversation_id = ?", id);
        Sql.update(connection, "delete from engagement_conversation where id = ?", id);
    }

    private List<InboxConversation> withLabels(Connection connection, List<InboxConversation> bare)
            throws SQLException {
        if (bare.isEmpty()) {
            return bare;
        }
        List<Long> ids = bare.stream().map(InboxConversation::id).toList();
        Map<Long, SortedSet<String>> labels = new HashMap<>();
        Sql.list(
                        connection,
                        "select conversation_id, label from engagement_label where conversation_id in " + places(ids),
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        ids.toArray())
                .forEach(one -> labels.computeIfAbsent(one.getKey(), id -> new TreeSet<>())
                        .add(one.getValue()));
        return bare.stream()
                .map(one -> Changes.of(one)
                        .labels(labels.getOrDefault(one.id(), new TreeSet<>()))
                        .made())
                .toList();
    }

    private static String places(Collection<?> values) {
        return values.stream().map(value -> "?").collect(Collectors.joining(", ", "(", ")"));
    }

    private static InboxConversation row(ResultSet row) throws SQLException {
        return new InboxConversation(
                row.getLong("id"),
                row.getString("account_id"),
                row.getString("channel_id"),
                Sql.optionalLong(row, "contact_id"),
                row.getString("contact"),
                Status.valueOf(row.getString("status")),
                row.getString("assignee"),
                Priority.valueOf(row.getString("priority")),
                Sql.optionalInstant(row, "snoozed_until"),
                new TreeSet<>(),
                row.getString("excerpt"),
                row.getString("language_tag"),
                row.getLong("inbound_sequence"),
                Sql.instant(row, "last_inbound"),
                Sql.optionalInstant(row, "last_outbound"),
                Sql.instant(row, "last_activity"),
                Sql.optionalInstant(row, "waiting_since"),
                Sql.instant(row, "opened_since"),
                due(row),
                row.getLong("version"));
    }

    private static @Nullable ResponseDue due(ResultSet row) throws SQLException {
        Instant at = Sql.optionalInstant(row, "due_at");
        return at == null
                ? null
                : new ResponseDue(
                        ResponseMeasure.valueOf(row.getString("due_measure")), at, row.getBoolean("due_missed"));
    }
}
