package org.rostrum.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/** Which keys are in use, as the tables {@code vault_*} say. */
final class KeyTable {
    /** What the database knows of a key. */
    enum State {
        NEWEST,
        OLD,
        /** Nothing is sealed with it any more; it may leave the files. */
        RETIRED,
        LOST
    }

    /**
     * A key by its id.
     *
     * @param made null when nobody knows
     */
    record Row(String id, State state, @Nullable Instant made) {}

    /** Keeps keys from being changed until the transaction ends; others may seal meanwhile. */
    void holdShared(Connection connection, Database.Engine engine) throws SQLException {
        String sql =
                switch (engine) {
                    case DERBY -> "select taken from vault_turn where id = 1 with rs";
                    case POSTGRESQL -> "select taken from vault_turn where id = 1 for share";
                };
        Sql.number(connection, sql);
    }

    /** Waits until nobody holds the keys, and has everybody else wait until the transaction ends. */
    void hold(Connection connection) throws SQLException {
        Sql.update(connection, "update vault_turn set taken = taken + 1 where id = 1");
    }

    List<Row> rows(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "select id, state, made from vault_key order by changed, id",
                row -> new Row(row.getString(1), State.valueOf(row.getString(2)), Sql.optionalInstant(row, "made")));
    }

    Optional<String> newest(Connection connection) throws SQLException {
        return Sql.first(connection, "select id from vault_key where state = ?", row -> row.getString(1), State.NEWEST);
    }

    void insert(Connection connection, VaultKey key, Instant now) throws SQLException {
        Sql.update(
                connection,
                "insert into vault_key (id, state, made, changed) values (?, ?, ?, ?)",
                key.id(),
                State.NEWEST,
                key.made(),
                now);
    }

    void set(Connection connection, String id, State state, Instant now) throws SQLException {
        Sql.update(connection, "update vault_key set state = ?, changed = ? where id = ?", state, now, id);
    }

    Set<String> owners(Connection connection) throws SQLException {
        return new TreeSet<>(Sql.list(connection, "select name from vault_owner", row -> row.getString(1)));
    }

    void addOwner(Connection connection, Database.Engine engine, String name) throws SQLException {
        if (engine == Database.Engine.POSTGRESQL) {
            Sql.update(connection, "insert into vault_owner (name) values (?) on conflict do nothing", name);
        } else if (Sql.number(connection, "select count(*) from vault_owner where name = ?", name) == 0) {
            try {
                Sql.update(connection, "insert into vault_owner (name) values (?)", name);
            } catch (SQLException failure) {
                // another thread was first; Derby takes back the statement alone
                if (!"23505".equals(failure.getSQLState())) {
                    throw failure;
                }
            }
        }
    }

    static Set<String> ids(Collection<Row> rows, State state) {
        Set<String> ids = new TreeSet<>();
        for (Row row : rows) {
            if (row.state() == state) {
                ids.add(row.id());
            }
        }
        return ids;
    }
}
