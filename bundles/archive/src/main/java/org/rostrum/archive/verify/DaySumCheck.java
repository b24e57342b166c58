package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.api.rollup.RollupMonths;
import org.rostrum.archive.store.Counts;
import org.rostrum.archive.store.HourSlots;
import org.rostrum.archive.store.Packed;

/** Sums up the hours of one account again, month by month. */
final class DaySumCheck {
    /** The slot of what has no right direction or kind, in which there is never anything stored. */
    private static final int UNKNOWN = -1;

    private record Day(int number, String channel) implements Comparable<Day> {
        private static final Comparator<Day> ORDER =
                Comparator.comparingInt(Day::number).thenComparing(Day::channel);

        @Override
        public int compareTo(Day other) {
            return ORDER.compare(this, other);
        }
    }

    private record Sum(long activities, long first, long last) {
        Sum and(Sum other) {
            return new Sum(activities + other.activities, Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private record Stored(Day day, Sum sum, Counts hours) {}

    private record Row(Day day, long sequence, int slotOfDay, int slotOfMonth) {}

    private final Recheck recheck;
    private final Progress progress;

    DaySumCheck(Recheck recheck, Progress progress) {
        this.recheck = recheck;
        this.progress = progress;
    }

    void check(String account) {
        recheck.eachMonth(
                new RollupMonths("archive_activity", "published", "archive", account),
                (connection, month, findings) -> month(connection, account, month, findings));
    }

    private void month(Connection connection, String account, int month, Findings findings) throws SQLException {
        Map<Day, Sum> counted = new TreeMap<>();
        Map<Day, Counts> hours = new TreeMap<>();
        Map<Integer, Counts> weeks = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select sequence, channel_id, direction, kind, published from archive_activity where account_id = ?"
                        + " and published >= ? and published < ?",
                DaySumCheck::row,
                row -> {
                    counted.merge(row.day, new Sum(1, row.sequence, row.sequence), Sum::and);
                    hours.computeIfAbsent(row.day, none -> new Counts()).add(row.slotOfDay, 1);
                    weeks.computeIfAbsent(month, none -> new Counts()).add(row.slotOfMonth, 1);
                    progress.row();
                },
                account,
                RollupCalendar.startOfMonth(month),
                RollupCalendar.bounded(RollupCalendar.startOfMonth(month + 1)));
        Map<Day, Sum> storedSums = new TreeMap<>();
        Map<Day, Counts> storedHours = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select * from archive_day where account_id = ? and day_number >= ? and day_number < ?",
                row -> new Stored(
                        new Day(row.getInt("day_number"), row.getString("channel_id")),
                        new Sum(row.getLong("activities"), row.getLong("first_sequence"), row.getLong("last_sequence")),
                        counts(row)),
                one -> {
                    storedSums.put(one.day, one.sum);
                    storedHours.put(one.day, one.hours);
                },
                account,
                RollupCalendar.firstDayOfMonth(month),
                RollupCalendar.firstDayOfMonth(month + 1));
        Map<Integer, Counts> storedWeeks = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select hours from archive_month where account_id = ? and month_number = ?",
                DaySumCheck::counts,
                counts -> storedWeeks.put(month, counts),
                account,
                month);
        Comparison.compare(counted, storedSums, day -> name(account, day), findings);
        storedHours.keySet().retainAll(hours.keySet());
        hours.keySet().retainAll(storedHours.keySet());
        Comparison.packed(hours, storedHours, day -> name(account, day) + ", hours", findings);
        Comparison.packed(
                weeks,
                storedWeeks,
                number -> "archive_month: account " + account + ", month of " + RollupCalendar.startOfMonth(number),
                findings);
    }

    private static String name(String account, Day day) {
        return "archive_day: account " + account + ", channel " + day.channel + ", day of "
                + RollupCalendar.startOfDay(day.number);
    }

    private static Counts counts(ResultSet row) throws SQLException {
        Counts counts = new Counts();
        counts.addAll(Packed.of(row, "hours"));
        return counts;
    }

    private static Row row(ResultSet row) throws SQLException {
        Instant published = Sql.instant(row, "published");
        Optional<Direction> direction = constant(Direction.values(), row.getString("direction"));
        Optional<ActivityKind> kind = constant(ActivityKind.values(), row.getString("kind"));
        long hour = HourSlots.hour(published);
        boolean known = direction.isPresent() && kind.isPresent();
        return new Row(
                new Day(RollupCalendar.day(published), row.getString("channel_id")),
                row.getLong("sequence"),
                known ? HourSlots.ofDay(direction.get(), kind.get(), (int) Math.floorMod(hour, 24L)) : UNKNOWN,
                known ? HourSlots.ofMonth(direction.get(), HourSlots.weekHour(hour)) : UNKNOWN);
    }

    /** The constant of this name; none when somebody wrote what is none. */
    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
        return Stream.of(constants).filter(one -> one.name().equals(name)).findFirst();
    }
}
