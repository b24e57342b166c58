package org.rostrum.engagement.view;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxOrder;
import org.rostrum.api.engagement.InboxView;
import org.rostrum.api.engagement.InboxViewDraft;
import org.rostrum.api.engagement.InboxViewFilter;
import org.rostrum.api.security.Reach;

/** The table {@code engagement_view}. */
final class ViewStore {
    private static final String SELECT =
            "select id, owner, name, shared_account_id, filter_account_id, channel_id, status,"
                    + " assignee, priority, label, mentioned, excerpt, search, ordering, changed, version from engagement_view";

    List<InboxView> ownedBy(Connection connection, String owner) throws SQLException {
        return Sql.list(connection, SELECT + " where owner = ? order by name, id", ViewStore::row, owner);
    }

    List<InboxView> shared(Connection connection, Reach reach, String except, int limit) throws SQLException {
        Conditions conditions = new Conditions()
                .and("owner <> ?", except)
                // is one at all
                .and("shared_account_id > ?", "")
                .within(reach, "shared_account_id");
        return Sql.list(
                connection,
                SELECT + conditions.where() + " order by name, id fetch first " + limit + " rows only",
                ViewStore::row,
                conditions.values());
    }

    Optional<InboxView> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + " where id = ?", ViewStore::row, id);
    }

    InboxView insert(Connection connection, String owner, InboxViewDraft draft, Instant now) throws SQLException {
        List<@Nullable Object> values = values(draft);
        values.addAll(Arrays.asList(now, owner));
        long id = Sql.insert(
                connection,
                "insert into engagement_view (name, shared_account_id, filter_account_id, channel_id, status, assignee, priority,"
                        + " label, mentioned, excerpt, search, ordering, changed, owner, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                values.toArray());
        return find(connection, id).orElseThrow();
    }

    /** Empty when the version is no longer the one expected. */
    Optional<InboxView> update(Connection connection, long id, InboxViewDraft draft, long expectedVersion, Instant now)
            throws SQLException {
        List<@Nullable Object> values = values(draft);
        values.addAll(Arrays.asList(now, id, expectedVersion));
        int changed = Sql.update(
                connection,
                "update engagement_view set name = ?, shared_account_id = ?, filter_account_id = ?, channel_id = ?, status = ?,"
                        + " assignee = ?, priority = ?, label = ?, mentioned = ?, excerpt = ?, search = ?, ordering = ?, changed = ?,"
                        + " version = version + 1 where id = ? and version = ?",
                values.toArray());
        return changed == 0 ? Optional.empty() : find(connection, id);
    }

    boolean remove(Connection connection, long id, long expectedVersion) throws SQLException {
        return Sql.update(connection, "delete from engagement_view where id = ? and version = ?", id, expectedVersion)
                > 0;
    }

    /** Whether any conversation has it. */
    boolean isUsed(Connection connection, String label) throws SQLException {
        return Sql.first(
                        connection,
                        "select conversation_id from engagement_label where label = ? fetch first 1 rows only",
                        row -> row.getLong(1),
                        label)
                .isPresent();
    }

    private static List<@Nullable Object> values(InboxViewDraft draft) {
        InboxViewFilter filter = draft.filter();
        return new ArrayList<>(Arrays.asList(
                draft.name(),
                draft.sharedWith(),
                filter.account(),
                filter.channel(),
                filter.status(),
                filter.assignee(),
                filter.priority(),
                filter.label(),
                filter.mentioned() != null,
                filter.text(),
                filter.q(),
                draft.order()));
    }

    private static InboxView row(ResultSet row) throws SQLException {
        String status = row.getString("status");
        String priority = row.getString("priority");
        return new InboxView(
                row.getLong("id"),
                row.getString("owner"),
                row.getString("name"),
                row.getString("shared_account_id"),
                new InboxViewFilter(
                        row.getString("filter_account_id"),
                        row.getString("channel_id"),
                        status == null ? null : Status.valueOf(status),
                        row.getString("assignee"),
                        priority == null ? null : Priority.valueOf(priority),
                        row.getString("label"),
                        row.getBoolean("mentioned") ? "me" : null,
                        row.getString("excerpt"),
                        row.getString("search")),
                InboxOrder.valueOf(row.getString("ordering")),
                List.of(),
                Sql.instant(row, "changed"),
                row.getLong("version"));
    }
}
