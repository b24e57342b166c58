package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.activity.Activity;
import org.rostrum.archive.store.Batch;

/** What activities add to the sums of channels. */
final class ChannelSums {
    private record Place(String accountId, String channelId) {}

    private static final class ChannelSum {
        long inbound;
        long outbound;
        Instant firstPublished = Instant.MAX;
        Instant lastPublished = Instant.MIN;
        long first;
        long last;
    }

    private final Map<Place, ChannelSum> channels = new LinkedHashMap<>();

    /** Adds an activity; in the order of sequence. */
    void add(Fresh fresh) {
        Activity activity = fresh.activity();
        Instant published = activity.published();
        String account = fresh.entry.accountId();
        String channel = fresh.entry.channelId();
        ChannelSum sum = channels.computeIfAbsent(new Place(account, channel), place -> new ChannelSum());
        if (fresh.inbound()) {
            sum.inbound++;
        } else {
            sum.outbound++;
        }
        sum.firstPublished = published.isBefore(sum.firstPublished) ? published : sum.firstPublished;
        sum.lastPublished = published.isAfter(sum.lastPublished) ? published : sum.lastPublished;
        sum.first = sum.first == 0 ? fresh.sequence : sum.first;
        sum.last = fresh.sequence;
    }

    void save(Connection connection) throws SQLException {
        List<Map.Entry<Place, ChannelSum>> rows = new ArrayList<>(channels.entrySet());
        channels.clear();
        int[] touched;
        try (Batch update = new Batch(
                connection,
                "update archive_channel set inbound = inbound + ?, outbound = outbound + ?, last_sequence = ?,"
                        + " first_published = case when first_published < ? then first_published else ? end,"
                        + " last_published = case when last_published > ? then last_published else ? end"
                        + " where account_id = ? and channel_id = ?")) {
            for (Map.Entry<Place, ChannelSum> row : rows) {
                ChannelSum sum = row.getValue();
                update.number(sum.inbound)
                        .number(sum.outbound)
                        .number(sum.last)
                        .time(sum.firstPublished)
                        .time(sum.firstPublished)
                        .time(sum.lastPublished)
                        .time(sum.lastPublished)
                        .text(row.getKey().accountId())
                        .text(row.getKey().channelId())
                        .add();
            }
            touched = update.run();
        }
        try (Batch insert = new Batch(
                connection,
                "insert into archive_channel (inbound, outbound, first_sequence, last_sequence, first_published,"
                        + " last_published, account_id, channel_id) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < touched.length; i++) {
                if (touched[i] == 0) {
                    ChannelSum sum = rows.get(i).getValue();
                    insert.number(sum.inbound)
                            .number(sum.outbound)
                            .number(sum.first)
                            .number(sum.last)
                            .time(sum.firstPublished)
                            .time(sum.lastPublished)
                            .text(rows.get(i).getKey().accountId())
                            .text(rows.get(i).getKey().channelId())
                            .add();
                }
            }
            insert.run();
        }
    }
}
