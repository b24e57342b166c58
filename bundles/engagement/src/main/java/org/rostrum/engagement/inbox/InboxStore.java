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
import org.rostrum.api.security.Reach;

/** The tables {@code engagement_conversation} and {@code engagement_label}. */
final class InboxStore {
    private static final String COLUMNS = "select id, account_id, channel_id, contact_id, contact, status, assignee,"
            + " priority, snoozed_until, excerpt, language_tag, inbound_sequence, last_inbound, last_outbound,"
            + " last_activity, version from engagement_conversation";

    private static final String CHANGE = "(select changes from engagement_inbox_progress where id = 1)";

    /** Where a page ended. */
    record Place(Instant lastActivity, long id) {
        static String of(InboxConversation conversation) {
            return conversation.lastActivity() + "_" + conversation.id();
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
            Connection connection, InboxFilter filter, Reach reach, @Nullable Place after, int limit)
            throws SQLException {
        Conditions conditions = conditions(filter, reach);
        String behind = "";
        List<@Nullable Object> values = new ArrayList<>(List.of());
        for (Object value : conditions.values()) {
            values.add(value);
        }
        if (after != null) {
            behind = (conditions.where().isEmpty() ? " where " : " and ")
                    + "(last_activity < ? or (last_activity = ? and id < ?))";
            values.add(after.lastActivity());
            values.add(after.lastActivity());
            values.add(after.id());
        }
        return withLabels(
                connection,
                Sql.list(
                        connection,
                        COLUMNS + conditions.where() + behind + " order by last_activity desc, id desc fetch first "
                                + limit + " rows only",
                        InboxStore::row,
                        values.toArray()));
    }

    Map<Status, Long> counts(Connection connection, InboxFilter filter, Reach reach) throws SQLException {
        Conditions conditions = conditions(filter, reach);
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

    private static Conditions conditions(InboxFilter filter, Reach reach) {
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
                            + " inbound_sequence = ?, last_inbound = ?, last_outbound = ?, last_activity = ?, version = ?,"
                            + " changed = " + CHANGE + " where id = ?",
                    values(now, true));
        } else {
            Sql.update(
                    connection,
                    "insert into engagement_conversation (id, account_id, channel_id, contact_id, contact, status, assignee,"
                            + " priority, snoozed_until, excerpt, language_tag, inbound_sequence, last_inbound, last_outbound,"
                            + " last_activity, version, changed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            + CHANGE + ")",
                    values(now, false));
        }
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
                row.getLong("version"));
    }
}
