package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.rostrum.api.identity.User;
import org.rostrum.api.security.Reach;

/** The tables of users and the roles granted to them. Owns the tables of this capability: its activation makes them. */
@Component(service = UserStore.class)
public final class UserStore {
    private static final String SELECT = "select id, name, display_name, account_id, service, password_hash,"
            + " must_change_password, disabled, created, last_sign_in, version from identity_user";
    /** A role of one's own for the whole installation, for good. */
    private static final String FOR_GOOD = "account_id is null and ends is null and starts <= ?";

    private final Database database;
    private final Clock clock;

    @Activate
    public UserStore(@Reference Database database, @Reference Clock clock) {
        this.database = database;
        this.clock = clock;
        database.migrate("identity", UserStore.class);
    }

    Database database() {
        return database;
    }

    Clock clock() {
        return clock;
    }

    /** Keeps other nodes and threads from changing users until the transaction ends. */
    void lock(Connection connection) throws SQLException {
        Sql.update(connection, "update identity_lock set changes = changes + 1 where id = 1");
    }

    Optional<UserRow> find(Connection connection, String name) throws SQLException {
        return withRoles(connection, Sql.first(connection, SELECT + " where name = ?", UserStore::row, name));
    }

    Optional<UserRow> find(Connection connection, long id) throws SQLException {
        return withRoles(connection, Sql.first(connection, SELECT + " where id = ?", UserStore::row, id));
    }

    /**
     * @param reach whose users: those who belong to one of its accounts
     * @param text what the name or the display name has in it
     */
    List<User> list(Connection connection, Reach reach, @Nullable String text, @Nullable String after, int limit)
            throws SQLException {
        Conditions conditions =
                new Conditions().and("name > ?", after == null ? "" : after).within(reach, "account_id");
        if (text != null) {
            conditions.and(
                    "lower(name || ' ' || display_name) like ? escape '!'",
                    "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        }
        List<UserRow> rows = Sql.list(
                connection,
                SELECT + conditions.where() + " order by name fetch first " + limit + " rows only",
                UserStore::row,
                conditions.values());
        List<User> users = new ArrayList<>();
        for (UserRow row : rows) {
            users.add(withRoles(connection, row).user());
        }
        return users;
    }

    boolean any(Connection connection) throws SQLException {
        return Sql.number(connection, "select count(*) from identity_user") > 0;
    }

    /** How many people who can sign in hold the role for the whole installation, for good. */
    long enabledHolders(Connection connection, String role) throws SQLException {
        return Sql.number(
                connection,
                "select count(distinct u.id) from identity_user u join identity_grant g on g.user_id = u.id"
                        + " where g.role = ? and u.disabled = false and u.service = false and g.account_id is null"
                        + " and g.ends is null and g.starts <= ?",
                role,
                clock.instant());
    }

    /** @return the id; the violation of the unique name tells that it is taken */
    long insert(Connection connection, User user, String passwordHash, String grantedBy) throws SQLException {
        long id = Sql.insert(
                connection,
                "insert into identity_user (name, display_name, account_id, service, password_hash, must_change_password,"
                        + " disabled, created, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                user.name(),
                user.displayName(),
                user.accountId(),
                user.service(),
                passwordHash,
                user.mustChangePassword(),
                user.disabled(),
                user.created(),
                user.version());
        grant(connection, id, user.roles(), grantedBy);
        return id;
    }

    void update(Connection connection, long id, User user, String grantedBy) throws SQLException {
        Sql.update(
                connection,
                "update identity_user set display_name = ?, account_id = ?, disabled = ?, version = ?, changed = ?"
                        + " where id = ?",
                user.displayName(),
                user.accountId(),
                user.disabled(),
                user.version(),
                clock.instant(),
                id);
        Set<String> before = roles(connection, id);
        for (String role : before) {
            if (!user.roles().contains(role)) {
                Sql.update(
                        connection,
                        "update identity_grant set ends = ?, version = version + 1 where user_id = ? and role = ? and "
                                + FOR_GOOD,
                        clock.instant(),
                        id,
                        role,
                        clock.instant());
            }
        }
        Set<String> added = new TreeSet<>(user.roles());
        added.removeAll(before);
        grant(connection, id, added, grantedBy);
    }

    void setPassword(Connection connection, long id, String hash, boolean mustChange) throws SQLException {
        Sql.update(
                connection,
                "update identity_user set password_hash = ?, must_change_password = ?, version = version + 1, changed = ?"
                        + " where id = ?",
                hash,
                mustChange,
                clock.instant(),
                id);
    }

    /** Replaces a hash by a stronger one of the same password, unless the password was changed meanwhile. */
    void rehash(Connection connection, long id, String old, String stronger) throws SQLException {
        Sql.update(
                connection,
                "update identity_user set password_hash = ? where id = ? and password_hash = ?",
                stronger,
                id,
                old);
    }

    void signedIn(Connection connection, long id, Instant at) throws SQLException {
        Sql.update(connection, "update identity_user set last_sign_in = ? where id = ?", at, id);
    }

    /** Whoever is signed in as the user, at whatever door, has to sign in again. */
    void endSignIns(Connection connection, long id) throws SQLException {
        Sql.update(connection, "update identity_user set sign_in_epoch = sign_in_epoch + 1 where id = ?", id);
    }

    /** What the sign-ins of the user rest on: another one for a user who was made anew. Empty when there can be none. */
    Optional<String> standing(Connection connection, String name) throws SQLException {
        return Sql.first(
                connection,
                "select id, sign_in_epoch from identity_user where name = ? and disabled = false",
                row -> row.getLong("id") + "." + row.getLong("sign_in_epoch"),
                name);
    }

    void delete(Connection connection, long id) throws SQLException {
        Sql.update(
                connection,
                "update identity_group set version = version + 1, changed = ? where id in"
                        + " (select group_id from identity_membership where user_id = ?)",
                clock.instant(),
                id);
        Sql.update(connection, "delete from identity_user where id = ?", id);
    }

    private void grant(Connection connection, long id, Set<String> roles, String grantedBy) throws SQLException {
        Instant now = clock.instant();
        for (String role : roles) {
            Sql.update(
                    connection,
                    "insert into identity_grant (user_id, role, starts, granted_by, created, version)"
                            + " values (?, ?, ?, ?, ?, 1)",
                    id,
                    role,
                    now,
                    grantedBy,
                    now);
        }
    }

    private Set<String> roles(Connection connection, long id) throws SQLException {
        return new TreeSet<>(Sql.list(
                connection,
                "select role from identity_grant where user_id = ? and " + FOR_GOOD,
                grant -> grant.getString("role"),
                id,
                clock.instant()));
    }

    private Optional<UserRow> withRoles(Connection connection, Optional<UserRow> found) throws SQLException {
        return found.isEmpty() ? found : Optional.of(withRoles(connection, found.get()));
    }

    private UserRow withRoles(Connection connection, UserRow row) throws SQLException {
        User user = row.user();
        return new UserRow(
                row.id(),
                new User(
                        user.name(),
                        user.displayName(),
                        user.accountId(),
                        user.service(),
                        user.disabled(),
                        roles(connection, row.id()),
                        user.mustChangePassword(),
                        user.created(),
                        user.lastSignIn(),
                        user.version()),
                row.passwordHash());
    }

    private static UserRow row(ResultSet row) throws SQLException {
        return new UserRow(
                row.getLong("id"),
                new User(
                        row.getString("name"),
                        row.getString("display_name"),
                        row.getString("account_id"),
                        row.getBoolean("service"),
                        row.getBoolean("disabled"),
                        Set.of(),
                        row.getBoolean("must_change_password"),
                        Sql.instant(row, "created"),
                        Sql.optionalInstant(row, "last_sign_in"),
                        row.getLong("version")),
                row.getString("password_hash"));
    }
}
