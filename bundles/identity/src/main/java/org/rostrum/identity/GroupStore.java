package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/** The tables of groups and their members. */
@Component(service = GroupStore.class)
public final class GroupStore {
    private final Database database;

    @Activate
    public GroupStore(@Reference UserStore users) {
        this.database = users.database();
    }

    Database database() {
        return database;
    }

    Optional<Long> idOf(Connection connection, @Nullable String name) throws SQLException {
        return Sql.first(connection, "select id from identity_group where name = ?", row -> row.getLong("id"), name);
    }
}
