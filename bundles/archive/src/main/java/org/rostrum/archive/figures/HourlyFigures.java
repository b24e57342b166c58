package org.rostrum.archive.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.HourlyCount;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Days;

/**
 * The hourly counts. An hour belongs to the period in which it starts, so that periods that follow one another neither lose
 * nor double anything.
 */
public final class HourlyFigures {
    /** How many rows are aimed at to be in memory at once. */
    private static final int ROWS = 100_000;

    private static final int ROWS_PER_HOUR = 4;
    private static final Comparator<HourlyCount> ORDER = Comparator.comparing(HourlyCount::hour)
            .thenComparing(HourlyCount::accountId)
            .thenComparing(HourlyCount::channelId)
            .thenComparing(HourlyCount::direction)
            .thenComparing(HourlyCount::kind);

    private final Database database;

    public HourlyFigures(Database database) {
        this.database = database;
    }

    /**
     * Hands over window after window of time. Within a window each account is read by the index, which begins with the
     * account, and all are then put in order; the window is shorter the more accounts there are.
     */
    public void stream(Set<String> accountIds, Instant from, Instant to, Consumer<HourlyCount> consumer) {
        Duration step = Duration.ofHours(Math.max(24, ROWS / (ROWS_PER_HOUR * Math.max(1, accountIds.size()))));
        Span span = bounds(accountIds, from, to);
        for (Instant start = span.from; start.isBefore(span.to); start = start.plus(step)) {
            Instant first = start;
            Instant end = start.plus(step).isBefore(span.to) ? start.plus(step) : span.to;
            List<HourlyCount> window = database.read(connection -> window(connection, accountIds, first, end));
            window.sort(ORDER);
            window.forEach(consumer);
        }
    }

    private record Span(Instant from, Instant to) {}

    /** The period without the time before the first and after the last activity. */
    private Span bounds(Set<String> accountIds, Instant from, Instant to) {
        return database.read(connection -> {
            Instant first = to;
            Instant last = from;
            for (String account : new TreeSet<>(accountIds)) {
                for (Span span : Sql.list(
                        connection,
                        "select first_published, last_published from archive_channel where account_id = ?",
                        row -> new Span(Sql.instant(row, "first_published"), Sql.instant(row, "last_published")),
                        account)) {
                    Instant firstHour = Days.hour(span.from);
                    first = firstHour.isBefore(first) ? firstHour : first;
                    last = span.to.isAfter(last) ? span.to : last;
                }
            }
            Instant end = last.plusSeconds(1);
            return new Span(first.isBefore(from) ? from : first, end.isBefore(to) ? end : to);
        });
    }

    private static List<HourlyCount> window(Connection connection, Set<String> accountIds, Instant from, Instant to)
            throws SQLException {
        List<HourlyCount> window = new ArrayList<>();
        for (String account : accountIds) {
            Sql.stream(
                    connection,
                    1000,
                    "select channel_id, direction, kind, hour_start, activities from archive_hourly"
                            + " where account_id = ? and hour_start >= ? and hour_start < ?",
                    row -> new HourlyCount(
                            account,
                            row.getString("channel_id"),
                            Direction.valueOf(row.getString("direction")),
                            ActivityKind.valueOf(row.getString("kind")),
                            Sql.instant(row, "hour_start"),
                            row.getLong("activities")),
                    window::add,
                    account,
                    from,
                    to);
        }
        return window;
    }
}
