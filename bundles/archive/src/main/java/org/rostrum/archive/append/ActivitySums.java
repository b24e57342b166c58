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
import org.rostrum.archive.store.Days;

/** What activities add to the sums of channels and hours. */
final class ActivitySums {
    private record Slot(String accountId, Instant hour, String channelId, String direction, String kind) {}

    private record Place(String accountId, String channelId) {}

    private static final class Count {
        long number;
        long first;
        long last;
    }

    private static final class ChannelSum {
        long inbound;
        long outbound;
        Instant firstPublished = Instant.MAX;
        Instant lastPublished = Instant.MIN;
        long first;
        long last;
    }

    private final Map<Slot, Count> hours = new LinkedHashMap<>();
    private final Map<Place, ChannelSum> channels = new LinkedHashMap<>();

    /** Adds an activity; in the order of sequence. */
    void add(Fresh fresh) {
        Activity activity = fresh.activity();
        Instant published = activity.published();
        String account = fresh.entry.accountId();
        String channel = fresh.entry.channelId();
        Count count = hours.computeIfAbsent(
                new Slot(
                        account,
                        Days.hour(published),
                        channel,
                        activity.direction().name(),
                        activity.kind().name()),
                slot -> new Count());
        count.number++;
        count.first = count.first == 0 ? fresh.sequence : count.first;
        count.last = fresh.sequence;
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
        saveHours(connection);
        saveChannels(connection);
    }

    private void saveHours(Connection connection) throws SQLException {
        List<Map.Entry<Slot, Count>> rows = new ArrayList<>(hours.entrySet());
        hours.clear();
        int[] touched;
        try (Batch update = new Batch(
                connection,
                "update archive_hourly set activities = activities + ?, last_sequence = ? where account_id = ?"
                        + " and hour_start = ? and channel_id = ? and direction = ? and kind = ?")) {
            for (Map.Entry<Slot, Count> row : rows) {
                update.number(row.getValue().number).number(row.getValue().last);
                key(update, row.getKey()).add();
            }
            touched = update.run();
        }
        try (Batch insert = new Batch(
                connection,
                "insert into archive_hourly (activities, last_sequence, first_sequence, account_id, hour_start,"
                        + " channel_id, direction, kind) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < touched.length; i++) {
                if (touched[i] == 0) {
                    Count count = rows.get(i).getValue();
                    insert.number(count.number).number(count.last).number(count.first);
                    key(insert, rows.get(i).getKey()).add();
                }
            }
            insert.run();
        }
    }

    private static Batch key(Batch batch, Slot slot) throws SQLException {
        return batch.text(slot.accountId)
                .time(slot.hour)
                .text(slot.channelId)
                .text(slot.direction)
                .text(slot.kind);
    }

    private void saveChannels(Connection connection) throws SQLException {
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
