package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.Role;

/** The roles: those of the product and the table of those that were made here. */
@Component(service = RoleStore.class)
public final class RoleStore {
    private static final String SELECT = "select name, description, permissions, version from identity_role";

    private final Database database;

    @Activate
    public RoleStore(@Reference UserStore users) {
        this.database = users.database();
    }

    Database database() {
        return database;
    }

    Optional<Role> find(Connection connection, String name) throws SQLException {
        Role builtIn = BuiltInRoles.ROLES.get(name);
        return builtIn != null
                ? Optional.of(builtIn)
                : Sql.first(connection, SELECT + " where name = ?", RoleStore::row, name);
    }

    /** By name, ordered. */
    Map<String, Role> all(Connection connection) throws SQLException {
        Map<String, Role> all = new TreeMap<>(BuiltInRoles.ROLES);
        for (Role made : Sql.list(connection, SELECT, RoleStore::row)) {
            all.put(made.name(), made);
        }
        return all;
    }

    void insert(Connection connection, Role role, Instant created) throws SQLException {
        Sql.update(
                connection,
                "insert into identity_role (name, description, permissions, created, version) values (?, ?, ?, ?, ?)",
                role.name(),
                role.description(),
                String.join(" ", role.permissions()),
                created,
                role.version());
    }

    void update(Connection connection, Role role) throws SQLException {
        Sql.update(
                connection,
                "update identity_role set description = ?, permissions = ?, version = ? where name = ?",
                role.description(),
                String.join(" ", role.permissions()),
                role.version(),
                role.name());
    }

    void delete(Connection connection, String name) throws SQLException {
        Sql.update(connection, "delete from identity_role where name = ?", name);
    }

    private static Role row(ResultSet row) throws SQLException {
        return new Role(
                row.getString("name"),
                row.getString("description"),
                permissions(row.getString("permissions")),
                false,
                row.getLong("version"));
    }

    static List<String> permissions(String joined) {
        return List.of(joined.split(" ", -1));
    }
}
