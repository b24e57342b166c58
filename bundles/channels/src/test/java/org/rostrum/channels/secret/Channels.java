package org.rostrum.channels.secret;

import java.time.Instant;
import org.rostrum.api.data.Sql;
import org.rostrum.channels.ChannelTables;
import org.rostrum.testkit.TestDatabase;

/** Rows of channels for secrets to belong to. */
record Channels(TestDatabase database, ChannelTables tables) {
    Channels(TestDatabase database) {
        this(database, new ChannelTables(database.database()));
    }

    void add(String id) {
        database.database()
                .transact(connection -> Sql.update(
                        connection,
                        "insert into channels_channel (id, account_id, connector, name, settings, state, created, version)"
                                + " values (?, 'acme', 'probe', ?, '{}', 'ACTIVE', ?, 1)",
                        id,
                        id,
                        Instant.EPOCH));
    }

    void remove(String id) {
        database.database()
                .transact(connection -> Sql.update(connection, "delete from channels_channel where id = ?", id));
    }
}
