package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.GroupMember;
import org.rostrum.api.identity.NewGroup;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;
import org.rostrum.api.security.Reach;

/** The tables of groups and their members. */
@Component(service = GroupStore.class)
public final class GroupStore {
    private static final String SELECT = "select g.id, g.name, g.account_id, g.external_id, g.created, g.version,"
            + " coalesce(g.changed, g.created) as changed,"
            + " (select count(distinct m.user_id) from identity_membership m where m.group_id = g.id) as members"
            + " from identity_group g";

    private final Database database;
    private final Clock clock;

    @Activate
    public GroupStore(@Reference UserStore users) {
        this.database = users.database();
        this.clock = users.clock();
    }

    Database database() {
        return database;
    }

    Optional<Long> idOf(Connection connection, @Nullable String name) throws SQLException {
        return Sql.first(connection, "select id from identity_group where name = ?", row -> row.getLong("id"), name);
    }

    Optional<Group> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + " where g.id = ?", GroupStore::row, id);
    }

    /** Ordered by name. */
    List<Group> list(Connection connection, Reach reach, @Nullable String after, int limit) throws SQLException {
        Conditions conditions = new Conditions().andIfGiven("g.name > ?", after).within(reach, "g.account_id");
        return Sql.list(
                connection,
                SELECT + conditions.where() + " order by g.name fetch first " + limit + " rows only",
                GroupStore::row,
                conditions.values());
    }

    /** Ordered by id. */
    ProvisioningPage<Group> page(Connection connection, Reach reach, ProvisioningFilter filter, long skip, int limit)
            throws SQLException {
        Conditions conditions = new Conditions().within(reach, "g.account_id");
        ProvisioningFilter.Attribute attribute = filter.attribute();
        if (attribute != null) {
            switch (attribute) {
                case NAME, DISPLAY_NAME -> conditions.and("lower(g.name) = ?", filter.lowerCase());
                case EXTERNAL_ID -> conditions.and("g.external_id = ?", filter.value());
            }
        }
        long total = Sql.number(
                connection, "select count(*) from identity_group g" + conditions.where(), conditions.values());
        if (limit == 0 || skip >= total) {
            return new ProvisioningPage<>(List.of(), total);
        }
        return new ProvisioningPage<>(
                Sql.list(
                        connection,
                        SELECT + conditions.where() + " order by g.id offset " + skip + " rows fetch next " + limit
                                + " rows only",
                        GroupStore::row,
                        conditions.values()),
                total);
    }

    /** @return the id; the violation of the unique name tells that it is taken */
    long insert(Connection connection, NewGroup group, Instant created) throws SQLException {
        return Sql.insert(
                connection,
                "insert into identity_group (name, account_id, external_id, created, version) values (?, ?, ?, ?, 1)",
                group.name(),
                group.accountId(),
                group.externalId(),
                created);
    }

    void update(Connection connection, long id, String name, @Nullable String externalId) throws SQLException {
        Sql.update(
                connection,
                "update identity_group set name = ?, external_id = ?, version = version + 1, changed = ? where id = ?",
                name,
                externalId,
                clock.instant(),
                id);
    }

    void delete(Connection connection, long id) throws SQLException {
        Sql.update(connection, "delete from identity_group where id = ?", id);
    }

    /** Ordered by user name. */
    List<GroupMember> members(Connection connection, long id, @Nullable String after, int limit) throws SQLException {
        Map<String, GroupMember> found = new LinkedHashMap<>();
        Sql.stream(
                connection,
                0,
                "select u.name, u.display_name, m.origin from identity_membership m join identity_user u on u.id = m.user_id"
                        + " where m.group_id = ? and u.id in (select i.id from identity_user i join identity_membership im"
                        + " on im.user_id = i.id where im.group_id = ? and i.name > ? group by i.id, i.name order by i.name"
                        + " fetch first " + limit + " rows only) order by u.name, m.origin",
                row -> new GroupMember(
                        row.getString("name"), row.getString("display_name"), List.of(row.getString("origin"))),
                member -> found.merge(member.user(), member, GroupStore::together),
                id,
                id,
                after == null ? "" : after);
        return List.copyOf(found.values());
    }

    private static GroupMember together(GroupMember known, GroupMember more) {
        List<String> origins = new ArrayList<>(known.origins());
        origins.addAll(more.origins());
        return new GroupMember(known.user(), known.displayName(), origins);
    }

    /** By whom the user is in the group; empty when not. */
    Set<String> origins(Connection connection, long id, long userId) throws SQLException {
        return new TreeSet<>(Sql.list(
                connection,
                "select origin from identity_membership where group_id = ? and user_id = ?",
                row -> row.getString("origin"),
                id,
                userId));
    }

    /** In which groups the user is by this origin. */
    Set<Long> groupsOf(Connection connection, long userId, String origin) throws SQLException {
        return new TreeSet<>(Sql.list(
                connection,
                "select group_id from identity_membership where user_id = ? and origin = ?",
                row -> row.getLong("group_id"),
                userId,
                origin));
    }

    void join(Connection connection, long id, long userId, String origin) throws SQLException {
        Sql.update(
                connection,
                "insert into identity_membership (group_id, user_id, origin) values (?, ?, ?)",
                id,
                userId,
                origin);
    }

    /** The user leaves all groups of this origin. */
    void leave(Connection connection, long userId, String origin) throws SQLException {
        Sql.update(
                connection,
                "update identity_group set version = version + 1 where id in (select group_id from identity_membership"
                        + " where user_id = ? and origin = ?)",
                userId,
                origin);
        Sql.update(connection, "delete from identity_membership where user_id = ? and origin = ?", userId, origin);
    }

    void leave(Connection connection, long id, long userId, String origin) throws SQLException {
        Sql.update(
                connection,
                "delete from identity_membership where group_id = ? and user_id = ? and origin = ?",
                id,
                userId,
                origin);
    }

    /** Notes that the members are others. */
    void changed(Connection connection, long id) throws SQLException {
        Sql.update(
                connection,
                "update identity_group set version = version + 1, changed = ? where id = ?",
                clock.instant(),
                id);
    }

    private static Group row(ResultSet row) throws SQLException {
        return new Group(
                row.getLong("id"),
                row.getString("name"),
                row.getString("account_id"),
                row.getString("external_id"),
                row.getLong("members"),
                Sql.instant(row, "created"),
                Sql.instant(row, "changed"),
                row.getLong("version"));
    }
}
