package org.rostrum.archive.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.security.Reach;

/** Which channels and accounts the archive has activities of. */
final class Channels {
    /** A channel's activities of one account: how many, from when to when, and where in the archive. */
    record Span(
            String accountId,
            String channelId,
            long inbound,
            long outbound,
            Instant firstPublished,
            Instant lastPublished,
            long firstSequence,
            long lastSequence) {
        Span between(long first, long last) {
            return new Span(accountId, channelId, inbound, outbound, firstPublished, lastPublished, first, last);
        }
    }

    private Channels() {}

    /** @param reach those of other accounts are left out */
    static List<Span> find(Connection connection, Reach reach, @Nullable String accountId, @Nullable String channelId)
            throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        Optional.ofNullable(accountId).ifPresent(account -> {
            conditions.add("account_id = ?");
            parameters.add(account);
        });
        Optional.ofNullable(channelId).ifPresent(channel -> {
            conditions.add("channel_id = ?");
            parameters.add(channel);
        });
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        List<Span> all = Sql.list(
                connection,
                "select * from archive_channel" + where,
                row -> new Span(
                        row.getString("account_id"),
                        row.getString("channel_id"),
                        row.getLong("inbound"),
                        row.getLong("outbound"),
                        Sql.instant(row, "first_published"),
                        Sql.instant(row, "last_published"),
                        row.getLong("first_sequence"),
                        row.getLong("last_sequence")),
                parameters.toArray());
        return all.stream().filter(span -> reach.covers(span.accountId())).toList();
    }
}
