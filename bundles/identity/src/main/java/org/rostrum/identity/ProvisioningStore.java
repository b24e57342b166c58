package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.EmailAddress;
import org.rostrum.api.identity.GroupProvisioning;
import org.rostrum.api.identity.ProvisionedGroup;
import org.rostrum.api.identity.ProvisionedUser;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;
import org.rostrum.api.identity.UserProfile;
import org.rostrum.api.security.Reach;

/** Persons and their groups as provisioning sees them: the same tables, read in bulk. */
@Component(service = ProvisioningStore.class)
public final class ProvisioningStore {
    private static final String USERS = "select id, name, display_name, external_id, formatted_name, given_name,"
            + " family_name, disabled, created, coalesce(changed, created) as changed, version from identity_user";
    private static final int AT_ONCE = 500;

    private final UserStore users;

    @Activate
    public ProvisioningStore(@Reference UserStore users) {
        this.users = users;
    }

    UserStore users() {
        return users;
    }

    Optional<ProvisionedUser> user(Connection connection, Reach reach, long id) throws SQLException {
        Conditions conditions = people(reach).and("id = ?", id);
        return complete(
                        connection,
                        reach,
                        Sql.list(connection, USERS + conditions.where(), ProvisioningStore::row, conditions.values()))
                .stream()
                .findFirst();
    }

    /** Ordered by id. */
    ProvisioningPage<ProvisionedUser> users(
            Connection connection, Reach reach, ProvisioningFilter filter, long skip, int limit) throws SQLException {
        Conditions conditions = people(reach);
        ProvisioningFilter.Attribute attribute = filter.attribute();
        if (attribute != null) {
            switch (attribute) {
                case NAME -> conditions.and("name = ?", filter.lowerCase());
                case EXTERNAL_ID -> conditions.and("external_id = ?", filter.value());
                case DISPLAY_NAME -> conditions.and("lower(display_name) = ?", filter.lowerCase());
            }
        }
        long total =
                Sql.number(connection, "select count(*) from identity_user" + conditions.where(), conditions.values());
        if (limit == 0 || skip >= total) {
            return new ProvisioningPage<>(List.of(), total);
        }
        List<ProvisionedUser> found = Sql.list(
                connection,
                USERS + conditions.where() + " order by id offset " + skip + " rows fetch next " + limit + " rows only",
                ProvisioningStore::row,
                conditions.values());
        return new ProvisioningPage<>(complete(connection, reach, found), total);
    }

    private static Conditions people(Reach reach) {
        return new Conditions().and("service = ?", false).within(reach, "account_id");
    }

    /** With e-mail addresses and groups. */
    private static List<ProvisionedUser> complete(Connection connection, Reach reach, List<ProvisionedUser> bare)
            throws SQLException {
        List<ProvisionedUser> complete = new ArrayList<>();
        for (int begin = 0; begin < bare.size(); begin += AT_ONCE) {
            List<ProvisionedUser> part = bare.subList(begin, Math.min(bare.size(), begin + AT_ONCE));
            List<Long> ids = part.stream().map(ProvisionedUser::id).toList();
            Map<Long, List<EmailAddress>> emails = new HashMap<>();
            Sql.stream(
                    connection,
                    0,
                    "select user_id, address, kind, first_choice from identity_email where user_id in " + marks(ids)
                            + " order by user_id, place",
                    row -> emails.computeIfAbsent(row.getLong("user_id"), user -> new ArrayList<>())
                            .add(new EmailAddress(
                                    row.getString("address"), row.getString("kind"), row.getBoolean("first_choice"))),
                    added -> {},
                    ids.toArray());
            Map<Long, List<ProvisionedUser.GroupName>> groups = groups(connection, reach, ids);
            for (ProvisionedUser user : part) {
                complete.add(with(
                        user, emails.getOrDefault(user.id(), List.of()), groups.getOrDefault(user.id(), List.of())));
            }
        }
        return complete;
    }

    private static Map<Long, List<ProvisionedUser.GroupName>> groups(Connection connection, Reach reach, List<Long> ids)
            throws SQLException {
        Map<Long, List<ProvisionedUser.GroupName>> groups = new HashMap<>();
        Conditions conditions = new Conditions().within(reach, "g.account_id");
        List<@Nullable Object> values = new ArrayList<>(ids);
        Collections.addAll(values, conditions.values());
        String narrowed = conditions.where().replaceFirst("^ where", " and");
        Sql.stream(
                connection,
                0,
                "select distinct m.user_id, g.id, g.name from identity_membership m join identity_group g on g.id = m.group_id"
                        + " where m.user_id in " + marks(ids) + narrowed + " order by g.name",
                row -> groups.computeIfAbsent(row.getLong("user_id"), user -> new ArrayList<>())
                        .add(new ProvisionedUser.GroupName(row.getLong("id"), row.getString("name"))),
                added -> {},
                values.toArray());
        return groups;
    }

    /** Who is in the groups by provisioning, by group. */
    Map<Long, List<ProvisionedGroup.Member>> members(Connection connection, Reach reach, List<Long> groupIds)
            throws SQLException {
        Map<Long, List<ProvisionedGroup.Member>> members = new HashMap<>();
        for (int begin = 0; begin < groupIds.size(); begin += AT_ONCE) {
            List<Long> part = groupIds.subList(begin, Math.min(groupIds.size(), begin + AT_ONCE));
            Conditions conditions = people(reach, "u.").and("m.origin = ?", GroupProvisioning.ORIGIN);
            List<@Nullable Object> values = new ArrayList<>(Arrays.asList(conditions.values()));
            values.addAll(part);
            Sql.stream(
                    connection,
                    1000,
                    "select m.group_id, u.id, u.display_name from identity_membership m join identity_user u on u.id = m.user_id"
                            + conditions.where() + " and m.group_id in " + marks(part) + " order by u.name",
                    row -> members.computeIfAbsent(row.getLong("group_id"), group -> new ArrayList<>())
                            .add(new ProvisionedGroup.Member(row.getLong("id"), row.getString("display_name"))),
                    added -> {},
                    values.toArray());
        }
        return members;
    }

    private static Conditions people(Reach reach, String prefix) {
        return new Conditions().and(prefix + "service = ?", false).within(reach, prefix + "account_id");
    }

    /** Users by their ids, of those within reach. */
    List<UserRow> rows(Connection connection, Reach reach, Collection<Long> ids) throws SQLException {
        List<UserRow> rows = new ArrayList<>();
        for (Long id : ids) {
            users.find(connection, id)
                    .filter(row ->
                            !row.user().service() && reach.covers(row.user().accountId()))
                    .ifPresent(rows::add);
        }
        return rows;
    }

    void describe(Connection connection, long id, UserProfile profile) throws SQLException {
        Sql.update(
                connection,
                "update identity_user set external_id = ?, formatted_name = ?, given_name = ?, family_name = ? where id = ?",
                profile.externalId(),
                profile.formattedName(),
                profile.givenName(),
                profile.familyName(),
                id);
        Sql.update(connection, "delete from identity_email where user_id = ?", id);
        int place = 0;
        for (EmailAddress email : profile.emails()) {
            Sql.update(
                    connection,
                    "insert into identity_email (user_id, place, address, kind, first_choice) values (?, ?, ?, ?, ?)",
                    id,
                    place++,
                    email.value(),
                    email.type(),
                    email.primary());
        }
    }

    private static String marks(List<?> values) {
        return "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    private static ProvisionedUser with(
            ProvisionedUser user, List<EmailAddress> emails, List<ProvisionedUser.GroupName> groups) {
        UserProfile bare = user.profile();
        return new ProvisionedUser(
                user.id(),
                new UserProfile(
                        bare.userName(),
                        bare.externalId(),
                        bare.displayName(),
                        bare.formattedName(),
                        bare.givenName(),
                        bare.familyName(),
                        emails,
                        bare.active()),
                groups,
                user.created(),
                user.changed(),
                user.version());
    }

    private static ProvisionedUser row(ResultSet row) throws SQLException {
        return new ProvisionedUser(
                row.getLong("id"),
                new UserProfile(
                        row.getString("name"),
                        row.getString("external_id"),
                        row.getString("display_name"),
                        row.getString("formatted_name"),
                        row.getString("given_name"),
                        row.getString("family_name"),
                        List.of(),
                        !row.getBoolean("disabled")),
                List.of(),
                Sql.instant(row, "created"),
                Sql.instant(row, "changed"),
                row.getLong("version"));
    }
}
