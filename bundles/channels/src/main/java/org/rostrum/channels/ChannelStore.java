package org.rostrum.channels;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Reach;

/** The table {@code channels_channel}. */
final class ChannelStore {
    private static final String SELECT =
            "select id, account_id, connector, name, settings, state, created, version from channels_channel ";

    void insert(Connection connection, Channel channel) throws SQLException {
        Sql.update(
                connection,
                "insert into channels_channel (id, account_id, connector, name, settings, state, created, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                channel.id(),
                channel.accountId(),
                channel.connector(),
                channel.name(),
                SettingsJson.write(channel.settings()),
                channel.state(),
                channel.created(),
                channel.version());
    }

    /** Changes what people can change; false when the channel has another version by now. */
    boolean update(Connection connection, Channel changed, long expectedVersion) throws SQLException {
        return Sql.update(
                        connection,
                        "update channels_channel set name = ?, settings = ?, state = ?, version = version + 1"
                                + " where id = ? and version = ?",
                        changed.name(),
                        SettingsJson.write(changed.settings()),
                        changed.state(),
                        changed.id(),
                        expectedVersion)
                == 1;
    }

    boolean setState(Connection connection, String id, Channel.State state, long expectedVersion) throws SQLException {
        return Sql.update(
                        connection,
                        "update channels_channel set state = ?, version = version + 1 where id = ? and version = ?",
                        state,
                        id,
                        expectedVersion)
                == 1;
    }

    boolean remove(Connection connection, String id, long expectedVersion) throws SQLException {
        return Sql.update(connection, "delete from channels_channel where id = ? and version = ?", id, expectedVersion)
                == 1;
    }

    /** @param seconds null for what holds for all */
    void setPollSeconds(Connection connection, String id, @Nullable Integer seconds) throws SQLException {
        if (seconds == null) {
            Sql.update(connection, "update channels_channel set poll_seconds = null where id = ?", id);
        } else {
            Sql.update(connection, "update channels_channel set poll_seconds = ? where id = ?", seconds, id);
        }
    }

    /** Empty when nothing is said for this channel. */
    Optional<Integer> pollSeconds(Connection connection, String id) throws SQLException {
        return Sql.first(
                        connection,
                        "select poll_seconds from channels_channel where id = ?",
                        row -> Optional.ofNullable(Sql.optionalLong(row, "poll_seconds")),
                        id)
                .flatMap(seconds -> seconds)
                .map(Long::intValue);
    }

    Optional<Channel> find(Connection connection, String id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ?", ChannelStore::row, id);
    }

    List<Channel> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + "order by id", ChannelStore::row);
    }

    CursorPage<Channel> page(
            Connection connection, @Nullable String accountId, Reach reach, @Nullable String cursor, int limit)
            throws SQLException {
        Conditions conditions = new Conditions()
                .and("id > ?", cursor == null ? "" : cursor)
                .andIfGiven("account_id = ?", accountId)
                .within(reach, "account_id");
        List<Channel> found = Sql.list(
                connection,
                SELECT.stripTrailing() + conditions.where() + " order by id fetch first " + (limit + 1) + " rows only",
                ChannelStore::row,
                conditions.values());
        return CursorPage.of(found, limit, Channel::id);
    }

    private static Channel row(ResultSet row) throws SQLException {
        return new Channel(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("connector"),
                row.getString("name"),
                SettingsJson.read(row.getString("settings")),
                Channel.State.valueOf(row.getString("state")),
                Sql.instant(row, "created"),
                row.getLong("version"));
    }
}
