package org.rostrum.channels.secret;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rostrum.api.data.Sql;

/** The table {@code channels_secret}. */
final class SecretStore {
    private static final String ONE = " where channel_id = ? and kind = ? and name = ?";

    /**
     * One secret as it stands in the table.
     *
     * @param version goes up with each other value
     */
    record Row(String channelId, SecretKind kind, String name, String sealed, long version) {
        /** Where it is kept; the sealed value opens nowhere else. */
        String context() {
            return context(channelId, kind, name);
        }

        static String context(String channelId, SecretKind kind, String name) {
            return ChannelSecrets.OWNER + "/" + channelId + "/" + kind + "/" + name;
        }
    }

    /** Has others who change secrets of the channel wait until the transaction ends; false when there is no such channel. */
    boolean lock(Connection connection, String channelId) throws SQLException {
        return Sql.update(connection, "update channels_channel set version = version where id = ?", channelId) == 1;
    }

    void put(Connection connection, String channelId, SecretKind kind, String name, String sealed, Instant now)
            throws SQLException {
        int changed = Sql.update(
                connection,
                "update channels_secret set sealed = ?, changed = ?, version = version + 1" + ONE,
                sealed,
                now,
                channelId,
                kind,
                name);
        if (changed == 0) {
            Sql.update(
                    connection,
                    "insert into channels_secret (channel_id, kind, name, sealed, changed, version)"
                            + " values (?, ?, ?, ?, ?, 1)",
                    channelId,
                    kind,
                    name,
                    sealed,
                    now);
        }
    }

    /** The same value, sealed again, unless it is another one by now. */
    boolean reseal(Connection connection, Row row, String sealed) throws SQLException {
        return Sql.update(
                        connection,
                        "update channels_secret set sealed = ?" + ONE + " and version = ?",
                        sealed,
                        row.channelId(),
                        row.kind(),
                        row.name(),
                        row.version())
                == 1;
    }

    boolean remove(Connection connection, String channelId, SecretKind kind, String name) throws SQLException {
        return Sql.update(connection, "delete from channels_secret" + ONE, channelId, kind, name) == 1;
    }

    void removeAll(Connection connection, String channelId, SecretKind kind) throws SQLException {
        Sql.update(connection, "delete from channels_secret where channel_id = ? and kind = ?", channelId, kind);
    }

    Optional<Row> find(Connection connection, String channelId, SecretKind kind, String name) throws SQLException {
        return Sql.first(
                connection,
                "select channel_id, kind, name, sealed, version from channels_secret" + ONE,
                SecretStore::row,
                channelId,
                kind,
                name);
    }

    List<Row> ofChannel(Connection connection, String channelId, SecretKind kind) throws SQLException {
        return Sql.list(
                connection,
                "select channel_id, kind, name, sealed, version from channels_secret"
                        + " where channel_id = ? and kind = ? order by name",
                SecretStore::row,
                channelId,
                kind);
    }

    List<String> names(Connection connection, String channelId, SecretKind kind) throws SQLException {
        return Sql.list(
                connection,
                "select name from channels_secret where channel_id = ? and kind = ? order by name",
                row -> row.getString(1),
                channelId,
                kind);
    }

    /** Ids of channels that have secrets, behind the given one. */
    List<String> channelsBehind(Connection connection, String channelId, int most) throws SQLException {
        return Sql.list(
                connection,
                "select distinct channel_id from channels_secret where channel_id > ? order by channel_id fetch first "
                        + most + " rows only",
                row -> row.getString(1),
                channelId);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("channel_id"),
                SecretKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("sealed"),
                row.getLong("version"));
    }
}
