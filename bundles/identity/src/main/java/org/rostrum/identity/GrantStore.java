package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.Role;
import org.rostrum.api.security.Reach;

/** The table of grants, and what they come to for a user. */
@Component(service = GrantStore.class)
public final class GrantStore {
    private static final String COLUMNS =
            "g.id, u.name as user_name, p.name as group_name, g.role, g.account_id, g.starts,"
                    + " g.ends, g.granted_by, g.reason, g.created, g.version";
    private static final String SELECT = "select " + COLUMNS + " from identity_grant g left join identity_user u on"
            + " u.id = g.user_id left join identity_group p on p.id = g.group_id";

    private static final String HELD = "select g.id, g.role, g.account_id, g.starts, g.ends, r.permissions, ";
    private static final String ROLE = " left join identity_role r on r.name = g.role ";
    /** What a user holds directly, by groups, and by standing in for others directly and by their groups. */
    private static final String HOLDINGS = HELD
            + "cast(null as varchar(200)) as group_name, cast(null as varchar(100)) as absent from identity_grant g"
            + ROLE
            + "where g.user_id = ? union all " + HELD
            + "p.name as group_name, cast(null as varchar(100)) as absent from identity_membership m join identity_group p on p.id = m.group_id"
            + " join identity_grant g on g.group_id = m.group_id" + ROLE + "where m.user_id = ? union all " + HELD
            + "cast(null as varchar(200)) as group_name, a.name as absent from identity_stand_in s join identity_user a on a.id = s.user_id"
            + " join identity_grant g on g.user_id = s.user_id" + ROLE
            + "where s.stand_in_id = ? and s.starts <= ? and s.ends > ? and a.disabled = false union all " + HELD
            + "p.name as group_name, a.name as absent from identity_stand_in s join identity_user a on a.id = s.user_id"
            + " join identity_membership m on m.user_id = s.user_id join identity_group p on p.id = m.group_id"
            + " join identity_grant g on g.group_id = m.group_id" + ROLE
            + "where s.stand_in_id = ? and s.starts <= ? and s.ends > ? and a.disabled = false";

    private final Database database;
    private final RoleStore roles;

    @Activate
    public GrantStore(@Reference RoleStore roles) {
        this.database = roles.database();
        this.roles = roles;
    }

    Database database() {
        return database;
    }

    /**
     * A grant as it comes to a user.
     *
     * @param permissions of the role; empty when there is no such role any more
     * @param group by which group; null when directly
     * @param absent for whom the user stands in; null when it is the user's own
     */
    record Held(
            long grantId,
            String role,
            @Nullable String accountId,
            Instant starts,
            @Nullable Instant ends,
            List<String> permissions,
            @Nullable String group,
            @Nullable String absent) {
        boolean countsAt(Instant time) {
            return !time.isBefore(starts) && !hasEndedAt(time);
        }

        boolean hasEndedAt(Instant time) {
            Instant end = ends;
            return end != null && !time.isBefore(end);
        }
    }

    /** All that come to the user, also those that have ended or have not begun; of stand-ins only those of this moment. */
    List<Held> held(Connection connection, long userId, Instant now) throws SQLException {
        List<Held> all =
                Sql.list(connection, HOLDINGS, GrantStore::held, userId, userId, userId, now, now, userId, now, now);
        // a group comes once for each origin of the membership
        return all.size() < 2 ? all : all.stream().distinct().toList();
    }

    /** What the user holds or will hold without standing in for anybody. */
    List<Held> own(Connection connection, long userId, Instant now) throws SQLException {
        return held(connection, userId, now).stream()
                .filter(held -> held.absent() == null && !held.hasEndedAt(now))
                .toList();
    }

    /** What the user holds or will hold, also by standing in for somebody, now or later. */
    List<Held> everything(Connection connection, long userId, Instant now) throws SQLException {
        List<Held> all = new ArrayList<>(own(connection, userId, now));
        for (Long absent : Sql.list(
                connection,
                "select user_id from identity_stand_in where stand_in_id = ? and ends > ?",
                row -> row.getLong("user_id"),
                userId,
                now)) {
            all.addAll(own(connection, absent, now));
        }
        return all;
    }

    /** What the members of the group hold or will hold by it. */
    List<Grant> ofGroup(Connection connection, long groupId, Instant now) throws SQLException {
        return Sql.list(
                connection,
                SELECT + " where g.group_id = ? and (g.ends is null or g.ends > ?) order by g.id",
                GrantStore::row,
                groupId,
                now);
    }

    Optional<Grant> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + " where g.id = ?", GrantStore::row, id);
    }

    /** Newest first. */
    List<Grant> list(
            Connection connection, GrantFilter filter, Reach reach, @Nullable Long before, Instant now, int limit)
            throws SQLException {
        Conditions conditions = new Conditions()
                .andIfGiven("u.name = ?", filter.user())
                .andIfGiven("p.name = ?", filter.group())
                .andIfGiven("g.role = ?", filter.role())
                .andIfGiven("g.account_id = ?", filter.accountId())
                .andIfGiven("g.id < ?", before)
                .andIfGiven("(g.ends is null or g.ends > ?)", filter.ended() ? null : now)
                .within(reach, "g.account_id");
        return Sql.list(
                connection,
                SELECT + conditions.where() + " order by g.id desc fetch first " + limit + " rows only",
                GrantStore::row,
                conditions.values());
    }

    long insert(
            Connection connection,
            @Nullable Long userId,
            @Nullable Long groupId,
            NewGrant grant,
            Instant starts,
            String grantedBy,
            Instant created)
            throws SQLException {
        return Sql.insert(
                connection,
                "insert into identity_grant (user_id, group_id, role, account_id, starts, ends, granted_by, reason, created,"
                        + " version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                userId,
                groupId,
                grant.role(),
                grant.accountId(),
                starts,
                grant.ends(),
                grantedBy,
                grant.reason(),
                created);
    }

    /** A grant of the same that counts at some time of these. */
    Optional<Long> overlapping(
            Connection connection,
            @Nullable Long userId,
            @Nullable Long groupId,
            String role,
            @Nullable String accountId,
            Instant starts,
            @Nullable Instant ends)
            throws SQLException {
        Conditions conditions = new Conditions()
                .and("role = ?", role)
                .and("(ends is null or ends > ?)", starts)
                .andIfGiven("starts < ?", ends)
                .andIfGiven("account_id = ?", accountId)
                .andIfGiven("user_id = ?", userId)
                .andIfGiven("group_id = ?", groupId);
        return Sql.first(
                connection,
                "select id from identity_grant" + conditions.where()
                        + (accountId == null ? " and account_id is null" : "") + " order by id",
                row -> row.getLong("id"),
                conditions.values());
    }

    void end(Connection connection, long id, @Nullable Instant ends) throws SQLException {
        Sql.update(connection, "update identity_grant set ends = ?, version = version + 1 where id = ?", ends, id);
    }

    /** All permissions of the roles together, ordered; a role that is no longer known gives none. */
    List<String> permissions(Collection<String> roles) {
        return database.read(connection -> {
            Set<String> permissions = new TreeSet<>();
            for (String name : roles) {
                this.roles.find(connection, name).ifPresent(role -> permissions.addAll(role.permissions()));
            }
            return List.copyOf(permissions);
        });
    }

    /** Whether the role is granted to anybody now or later. */
    boolean isGranted(Connection connection, String role, Instant now) throws SQLException {
        return Sql.number(
                        connection,
                        "select count(*) from identity_grant where role = ? and (ends is null or ends > ?)",
                        role,
                        now)
                > 0;
    }

    private static Held held(ResultSet row) throws SQLException {
        String role = row.getString("role");
        Role builtIn = BuiltInRoles.ROLES.get(role);
        String permissions = row.getString("permissions");
        return new Held(
                row.getLong("id"),
                role,
                row.getString("account_id"),
                Sql.instant(row, "starts"),
                Sql.optionalInstant(row, "ends"),
                builtIn != null
                        ? builtIn.permissions()
                        : permissions == null ? List.of() : RoleStore.permissions(permissions),
                row.getString("group_name"),
                row.getString("absent"));
    }

    private static Grant row(ResultSet row) throws SQLException {
        return new Grant(
                row.getLong("id"),
                row.getString("user_name"),
                row.getString("group_name"),
                row.getString("role"),
                row.getString("account_id"),
                Sql.instant(row, "starts"),
                Sql.optionalInstant(row, "ends"),
                row.getString("granted_by"),
                row.getString("reason"),
                Sql.instant(row, "created"),
                row.getLong("version"));
    }
}
