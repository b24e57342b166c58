package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Days;

/** Sums up the hours of one account again, week by week. */
final class HourCheck {
    private static final Duration WEEK = Duration.ofDays(7);
    /** Before everything the archive may hold. */
    private static final Instant EARLIEST = Instant.parse("1800-01-01T00:00:00Z");

    private record Slot(Instant hour, String channel, String direction, String kind) implements Comparable<Slot> {
        private static final Comparator<Slot> ORDER = Comparator.comparing(Slot::hour)
                .thenComparing(Slot::channel)
                .thenComparing(Slot::direction)
                .thenComparing(Slot::kind);

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }
    }

    private record Count(long activities, long first, long last) {
        Count and(Count other) {
            return new Count(activities + other.activities, Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private record Row(Slot slot, Count count) {}

    private final Database database;
    private final Recheck recheck;
    private final Progress progress;

    HourCheck(Database database, Recheck recheck, Progress progress) {
        this.database = database;
        this.recheck = recheck;
        this.progress = progress;
    }

    /** Checks every hour that has activities or sums, skipping the time that has neither. */
    void check(String account) {
        for (Optional<Instant> from = next(account, EARLIEST); from.isPresent(); ) {
            Instant start = from.get();
            Instant end = start.plus(WEEK);
            recheck.check((connection, findings) -> week(connection, account, start, end, findings));
            from = next(account, end);
        }
    }

    /** The first hour at or after this one that has activities or sums. */
    private Optional<Instant> next(String account, Instant from) {
        return database.read(connection -> Stream.concat(
                        first(
                                connection,
                                "select published from archive_activity where account_id = ? and published >= ?"
                                        + " order by account_id, published fetch first row only",
                                account,
                                from),
                        first(
                                connection,
                                "select hour_start from archive_hourly where account_id = ? and hour_start >= ?"
                                        + " order by account_id, hour_start fetch first row only",
                                account,
                                from))
                .map(Days::hour)
                .min(Instant::compareTo));
    }

    private static Stream<Instant> first(Connection connection, String sql, String account, Instant from)
            throws SQLException {
        return Sql.first(
                connection, sql, row -> Sql.instant(row, row.getMetaData().getColumnName(1)), account, from)
                .stream();
    }

    private void week(Connection connection, String account, Instant from, Instant to, Findings findings)
            throws SQLException {
        Map<Slot, Count> counted = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select sequence, channel_id, direction, kind, published from archive_activity where account_id = ?"
                        + " and published >= ? and published < ?",
                row -> new Row(
                        slot(row, Days.hour(Sql.instant(row, "published"))),
                        new Count(1, row.getLong("sequence"), row.getLong("sequence"))),
                row -> {
                    counted.merge(row.slot, row.count, Count::and);
                    progress.row();
                },
                account,
                from,
                to);
        Map<Slot, Count> stored = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select * from archive_hourly where account_id = ? and hour_start >= ? and hour_start < ?",
                row -> new Row(
                        slot(row, Sql.instant(row, "hour_start")),
                        new Count(
                                row.getLong("activities"),
                                row.getLong("first_sequence"),
                                row.getLong("last_sequence"))),
                row -> stored.put(row.slot, row.count),
                account,
                from,
                to);
        Comparison.compare(counted, stored, slot -> name(account, slot), findings);
    }

    private static Slot slot(ResultSet row, Instant hour) throws SQLException {
        return new Slot(hour, row.getString("channel_id"), row.getString("direction"), row.getString("kind"));
    }

    private static String name(String account, Slot slot) {
        return "archive_hourly: account " + account + ", channel " + slot.channel + ", " + slot.direction + " "
                + slot.kind + ", hour " + slot.hour;
    }
}
