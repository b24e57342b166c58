package org.rostrum.archive.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.rostrum.api.archive.HourlyCount;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.archive.store.HourSlots;
import org.rostrum.archive.store.Packed;

/**
 * The hourly counts. An hour belongs to the period in which it starts, so that periods that follow one another neither lose
 * nor double anything.
 */
public final class HourlyFigures {
    /** How many counts are aimed at to be in memory at once. */
    private static final int COUNTS = 100_000;

    private static final int COUNTS_PER_DAY = 96;
    private static final Comparator<HourlyCount> ORDER = Comparator.comparing(HourlyCount::hour)
            .thenComparing(HourlyCount::accountId)
            .thenComparing(HourlyCount::channelId)
            .thenComparing(HourlyCount::direction)
            .thenComparing(HourlyCount::kind);

    private record Day(int number, String channelId, Packed hours) {}

    private final Database database;

    public HourlyFigures(Database database) {
        this.database = database;
    }

    /**
     * Hands over window after window of whole days. Within a window each account is read by the index, which begins with the
     * account, and all are then put in order; the window is shorter the more accounts there are.
     */
    public void stream(Set<String> accountIds, Instant from, Instant to, Consumer<HourlyCount> consumer) {
        int step = Math.max(1, COUNTS / (COUNTS_PER_DAY * Math.max(1, accountIds.size())));
        Extent extent = database.read(connection -> Extent.of(connection, accountIds));
        if (extent.none() || !from.isBefore(to)) {
            return;
        }
        int end = RollupCalendar.day(extent.earlier(to)) + 1;
        for (int day = RollupCalendar.day(extent.later(from)); day < end; day += step) {
            int first = day;
            int after = Math.min(day + step, end);
            List<HourlyCount> window = database.read(connection -> window(connection, accountIds, first, after));
            window.removeIf(
                    count -> count.hour().isBefore(from) || !count.hour().isBefore(to));
            window.sort(ORDER);
            window.forEach(consumer);
        }
    }

    private static List<HourlyCount> window(Connection connection, Set<String> accountIds, int first, int after)
            throws SQLException {
        List<HourlyCount> window = new ArrayList<>();
        for (String account : accountIds) {
            Sql.stream(
                    connection,
                    1000,
                    "select day_number, channel_id, hours from archive_day where account_id = ? and day_number >= ?"
                            + " and day_number < ?",
                    row -> new Day(row.getInt("day_number"), row.getString("channel_id"), Packed.of(row, "hours")),
                    day -> day.hours.each((slot, number) -> window.add(new HourlyCount(
                            account,
                            day.channelId,
                            HourSlots.direction(slot),
                            HourSlots.kind(slot),
                            RollupCalendar.startOfDay(day.number).plus(Duration.ofHours(HourSlots.hourOfDay(slot))),
                            number))),
                    account,
                    first,
                    after);
        }
        return window;
    }
}
