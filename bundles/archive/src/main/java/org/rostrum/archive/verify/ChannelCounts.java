package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.ActivityRow;

/** Counts the activities of every channel again, while the chain is walked. */
final class ChannelCounts {
    private record Sum(long inbound, long outbound, Instant first, Instant last, long firstAt, long lastAt) {}

    private final Map<String, Map<String, Sum>> counted = new TreeMap<>();

    void add(ActivityRow row) {
        boolean inbound = row.direction().equals("INBOUND");
        Instant published = row.published();
        counted.computeIfAbsent(row.accountId(), account -> new TreeMap<>())
                .merge(
                        row.channelId(),
                        new Sum(inbound ? 1 : 0, inbound ? 0 : 1, published, published, row.sequence(), row.sequence()),
                        ChannelCounts::add);
    }

    private static Sum add(Sum one, Sum other) {
        return new Sum(
                one.inbound + other.inbound,
                one.outbound + other.outbound,
                one.first.isBefore(other.first) ? one.first : other.first,
                one.last.isAfter(other.last) ? one.last : other.last,
                Math.min(one.firstAt, other.firstAt),
                Math.max(one.lastAt, other.lastAt));
    }

    Set<String> accounts() {
        return new TreeSet<>(counted.keySet());
    }

    /** Compares with {@code archive_channel}; nobody may append meanwhile. */
    void compare(Connection connection, Findings findings) throws SQLException {
        record Stored(String account, String channel, Sum sum) {}
        Map<String, Map<String, Sum>> stored = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select * from archive_channel",
                row -> new Stored(
                        row.getString("account_id"),
                        row.getString("channel_id"),
                        new Sum(
                                row.getLong("inbound"),
                                row.getLong("outbound"),
                                Sql.instant(row, "first_published"),
                                Sql.instant(row, "last_published"),
                                row.getLong("first_sequence"),
                                row.getLong("last_sequence"))),
                one -> stored.computeIfAbsent(one.account, account -> new TreeMap<>())
                        .put(one.channel, one.sum));
        Set<String> accounts = accounts();
        accounts.addAll(stored.keySet());
        for (String account : accounts) {
            Comparison.compare(
                    counted.getOrDefault(account, Map.of()),
                    stored.getOrDefault(account, Map.of()),
                    channel -> "archive_channel: account " + account + ", channel " + channel,
                    findings);
        }
    }
}
