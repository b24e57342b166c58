package org.rostrum.archive.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;

/** Which channels and accounts the archive has activities of. */
final class Channels {
    /** A channel's activities of one account: how many, and where in the archive they begin and end. */
    record Span(String accountId, String channelId, long firstSequence, long lastSequence) {}

    private Channels() {}

    static List<Span> find(Connection connection, @Nullable String accountId, @Nullable String channelId)
            throws SQLException {
        String where;
        Object[] parameters;
        if (accountId != null && channelId != null) {
            where = "where account_id = ? and channel_id = ?";
            parameters = new Object[] {accountId, channelId};
        } else if (accountId != null) {
            where = "where account_id = ?";
            parameters = new Object[] {accountId};
        } else if (channelId != null) {
            where = "where channel_id = ?";
            parameters = new Object[] {channelId};
        } else {
            where = "";
            parameters = new Object[0];
        }
        return Sql.list(
                connection,
                "select account_id, channel_id, first_sequence, last_sequence from archive_channel " + where,
                row -> new Span(
                        row.getString("account_id"),
                        row.getString("channel_id"),
                        row.getLong("first_sequence"),
                        row.getLong("last_sequence")),
                parameters);
    }
}
