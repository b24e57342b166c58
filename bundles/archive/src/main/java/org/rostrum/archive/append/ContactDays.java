package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.archive.store.Batch;
import org.rostrum.archive.store.PreviousDay;

/**
 * On which days each contact spoke to each account, each day with the day before on which they did. How many different
 * contacts spoke in the days from a to b is then the number of those days' rows whose previous day lies before a, whatever
 * the number of activities; {@code archive_contact_return} keeps these numbers.
 */
final class ContactDays {
    private record Pair(String accountId, long contactId) {}

    private record Row(Pair pair, int day, int previous) {}

    private final Connection connection;
    private final Engine engine;
    private final Map<Pair, NavigableSet<Integer>> spoken = new LinkedHashMap<>();
    private final List<Row> inserts = new ArrayList<>();
    private final List<Row> updates = new ArrayList<>();
    private final PackedSums returns = new PackedSums("archive_contact_return", "day_number", "contacts");

    ContactDays(Connection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    void add(Fresh fresh) {
        if (fresh.inbound()) {
            spoken.computeIfAbsent(new Pair(fresh.entry.accountId(), fresh.contact()), pair -> new TreeSet<>())
                    .add(RollupCalendar.day(fresh.activity().published()));
        }
    }

    void save(Contacts contacts) throws SQLException {
        Map<Pair, Integer> last = lastDays(spoken.keySet().stream()
                .filter(pair -> !contacts.isNew(pair.contactId))
                .toList());
        for (Map.Entry<Pair, NavigableSet<Integer>> entry : spoken.entrySet()) {
            int latest = last.getOrDefault(entry.getKey(), PreviousDay.NONE);
            if (entry.getValue().first() >= latest) {
                follow(entry.getKey(), latest, entry.getValue());
            } else {
                insertBetween(entry.getKey(), entry.getValue());
            }
        }
        spoken.clear();
        List<Row> added = List.copyOf(inserts);
        write();
        share(added, contacts);
    }

    /** Notes the days of those who spoke to several accounts once more, by day. */
    private void share(List<Row> added, Contacts contacts) throws SQLException {
        Set<Long> shared = contacts.shared();
        Set<Contacts.Pair> news = contacts.newlyShared();
        try (Batch day = new Batch(
                        connection,
                        "insert into archive_shared_day (day_number, contact_id, account_id) values (?, ?, ?)");
                Batch allDays = new Batch(
                        connection,
                        "insert into archive_shared_day (day_number, contact_id, account_id) select day_number,"
                                + " contact_id, account_id from archive_contact_day where account_id = ?"
                                + " and contact_id = ?")) {
            for (Row row : added) {
                Pair pair = row.pair;
                if (shared.contains(pair.contactId)
                        && !news.contains(new Contacts.Pair(pair.contactId, pair.accountId))) {
                    day.number(row.day)
                            .number(pair.contactId)
                            .text(pair.accountId)
                            .add();
                }
            }
            day.run();
            for (Contacts.Pair pair : news) {
                allDays.text(pair.account()).number(pair.contact()).add();
            }
            allDays.run();
        }
    }

    /** The usual case: all days come after what is stored. */
    private void follow(Pair pair, int latest, NavigableSet<Integer> days) {
        int previous = latest;
        for (int day : days) {
            if (day != previous) {
                inserts.add(new Row(pair, day, previous));
                returns.add(pair.accountId, day, PreviousDay.since(day, previous), 1);
                previous = day;
            }
        }
    }

    /** Something older came later: the day after it has a new previous day. */
    private void insertBetween(Pair pair, NavigableSet<Integer> days) throws SQLException {
        NavigableMap<Integer, Integer> stored = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select day_number, previous_day from archive_contact_day where account_id = ? and contact_id = ?",
                row -> stored.put(row.getInt("day_number"), row.getInt("previous_day")),
                ignored -> {},
                pair.accountId,
                pair.contactId);
        NavigableMap<Integer, Integer> now = new TreeMap<>(stored);
        for (int day : days) {
            if (now.containsKey(day)) {
                continue;
            }
            Map.Entry<Integer, Integer> after = now.higherEntry(day);
            int previous = after == null ? lastOf(now) : after.getValue();
            now.put(day, previous);
            returns.add(pair.accountId, day, PreviousDay.since(day, previous), 1);
            if (after != null) {
                now.put(after.getKey(), day);
                returns.add(pair.accountId, after.getKey(), PreviousDay.since(after.getKey(), previous), -1);
                returns.add(pair.accountId, after.getKey(), PreviousDay.since(after.getKey(), day), 1);
            }
        }
        now.forEach((day, previous) -> {
            Integer before = stored.get(day);
            if (before == null) {
                inserts.add(new Row(pair, day, previous));
            } else if (!before.equals(previous)) {
                updates.add(new Row(pair, day, previous));
            }
        });
    }

    private static int lastOf(NavigableMap<Integer, Integer> days) {
        return days.isEmpty() ? PreviousDay.NONE : days.lastKey();
    }

    private void write() throws SQLException {
        run(
                "insert into archive_contact_day (previous_day, account_id, contact_id, day_number)"
                        + " values (?, ?, ?, ?)",
                inserts);
        run(
                "update archive_contact_day set previous_day = ? where account_id = ? and contact_id = ?"
                        + " and day_number = ?",
                updates);
        returns.save(connection, engine);
    }

    private void run(String sql, List<Row> rows) throws SQLException {
        if (!rows.isEmpty()) {
            try (Batch batch = new Batch(connection, sql)) {
                for (Row row : rows) {
                    batch.number(row.previous)
                            .text(row.pair.accountId)
                            .number(row.pair.contactId)
                            .number(row.day)
                            .add();
                }
                batch.run();
            }
        }
        rows.clear();
    }

    private Map<Pair, Integer> lastDays(List<Pair> pairs) throws SQLException {
        Map<Pair, Integer> last = new LinkedHashMap<>();
        if (pairs.isEmpty()) {
            return last;
        }
        switch (engine) {
            case DERBY -> lastDaysOneByOne(pairs, last);
            case POSTGRESQL -> lastDaysTogether(pairs, last);
        }
        return last;
    }

    private void lastDaysOneByOne(List<Pair> pairs, Map<Pair, Integer> last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select day_number from archive_contact_day where account_id = ? and contact_id = ?"
                        + " order by day_number desc fetch first row only")) {
            for (Pair pair : pairs) {
                statement.setString(1, pair.accountId);
                statement.setLong(2, pair.contactId);
                try (ResultSet rows = statement.executeQuery()) {
                    if (rows.next()) {
                        last.put(pair, rows.getInt(1));
                    }
                }
            }
        }
    }

    private void lastDaysTogether(List<Pair> pairs, Map<Pair, Integer> last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select k.position, d.day_number from unnest(?::text[], ?::bigint[]) with ordinality"
                        + " as k(account_id, contact_id, position) cross join lateral (select day_number from"
                        + " archive_contact_day t where t.account_id = k.account_id and t.contact_id = k.contact_id"
                        + " order by day_number desc limit 1) d")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", pairs.stream().map(Pair::accountId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", pairs.stream().map(Pair::contactId).toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    last.put(pairs.get((int) rows.getLong("position") - 1), rows.getInt("day_number"));
                }
            }
        }
    }
}
