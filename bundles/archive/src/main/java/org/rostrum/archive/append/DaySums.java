package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.archive.store.Batch;
import org.rostrum.archive.store.Counts;
import org.rostrum.archive.store.HourSlots;
import org.rostrum.archive.store.Packed;

/** What activities add to the hourly counts of their channel's days, and of their account's months. */
final class DaySums {
    private static final Lookup STORED = new Lookup(
                    "t.hours",
                    "archive_day",
                    "",
                    Lookup.text("account_id"),
                    Lookup.integer("day_number"),
                    Lookup.text("channel_id"))
            .underWritersLock();

    private record Day(String accountId, int day, String channelId) {
        Object[] parts() {
            return new Object[] {accountId, day, channelId};
        }
    }

    private static final class Sum {
        final Counts hours = new Counts();
        long activities;
        long first;
        long last;
    }

    private final Map<Day, Sum> days = new LinkedHashMap<>();
    private final PackedSums months = new PackedSums("archive_month", "month_number", "hours");

    /** Adds an activity; in the order of sequence. */
    void add(Fresh fresh) {
        Activity activity = fresh.activity();
        Instant published = activity.published();
        Direction direction = activity.direction();
        String account = fresh.entry.accountId();
        long hour = HourSlots.hour(published);
        int day = RollupCalendar.day(published);
        Sum sum = days.computeIfAbsent(new Day(account, day, fresh.entry.channelId()), key -> new Sum());
        sum.hours.add(HourSlots.ofDay(direction, activity.kind(), (int) Math.floorMod(hour, 24L)), 1);
        sum.activities++;
        sum.first = sum.first == 0 ? fresh.sequence : sum.first;
        sum.last = fresh.sequence;
        months.add(account, RollupCalendar.monthOfDay(day), HourSlots.ofMonth(direction, HourSlots.weekHour(hour)), 1);
    }

    void save(Connection connection, Engine engine) throws SQLException {
        Map<Day, Packed> stored = new HashMap<>();
        STORED.find(
                connection, engine, days.keySet(), Day::parts, (day, row) -> stored.put(day, Packed.of(row, "hours")));
        List<Map.Entry<Day, Sum>> missing = new ArrayList<>();
        try (Batch batch = new Batch(
                connection,
                "update archive_day set hours = ?, last_sequence = ?, activities = activities + ? where account_id = ?"
                        + " and day_number = ? and channel_id = ?")) {
            for (Map.Entry<Day, Sum> entry : days.entrySet()) {
                Packed before = stored.get(entry.getKey());
                if (before == null) {
                    missing.add(entry);
                } else {
                    entry.getValue().hours.addAll(before);
                    set(batch, entry).add();
                }
            }
            batch.run();
        }
        try (Batch batch = new Batch(
                connection,
                "insert into archive_day (hours, last_sequence, activities, account_id, day_number, channel_id,"
                        + " first_sequence) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Map.Entry<Day, Sum> entry : missing) {
                set(batch, entry).number(entry.getValue().first).add();
            }
            batch.run();
        }
        days.clear();
        months.save(connection, engine);
    }

    private static Batch set(Batch batch, Map.Entry<Day, Sum> entry) throws SQLException {
        Sum sum = entry.getValue();
        return batch.packed(sum.hours.pack())
                .number(sum.last)
                .number(sum.activities)
                .text(entry.getKey().accountId)
                .number(entry.getKey().day)
                .text(entry.getKey().channelId);
    }
}
