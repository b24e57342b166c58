package org.rostrum.archive.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.figures.Histogram.Place;
import org.rostrum.archive.figures.WholeDays.Edge;
import org.rostrum.archive.store.Days;
import org.rostrum.archive.store.Derby;
import org.rostrum.archive.store.HeadRow;
import org.rostrum.archive.store.ResponseBuckets;

/**
 * Exact medians and percentiles that do not read every conversation. The sums tell how many conversations fall into each
 * {@link ResponseBuckets bucket}, so the bucket that holds the wanted rank is known; only the conversations in that one
 * bucket, at most a few in a hundred, are then read from an index to find the exact second. Whole months and days come from
 * the sums; the hours before the first and after the last whole UTC day are read from an index too, so that a period may
 * begin and end anywhere.
 */
public final class ResponseTimes {
    /** How often to look again when something is stored while the figures are read. */
    private static final int TRIES = 3;

    private final Database database;

    public ResponseTimes(Database database) {
        this.database = database;
    }

    public ResponseFigures together(Set<String> accountIds, Instant from, Instant to) {
        return steady(connection -> {
            Histogram all = new Histogram();
            for (String account : accountIds) {
                all.add(histogram(connection, account, from, to));
            }
            return figures(connection, accountIds, all, from, to);
        });
    }

    public Map<String, ResponseFigures> byAccount(Set<String> accountIds, Instant from, Instant to) {
        return steady(connection -> {
            Map<String, ResponseFigures> figures = new TreeMap<>();
            for (String account : accountIds) {
                Histogram histogram = histogram(connection, account, from, to);
                if (histogram.conversations() > 0) {
                    figures.put(account, figures(connection, Set.of(account), histogram, from, to));
                }
            }
            return figures;
        });
    }

    /** Reads again when the archive grew in between, because the sums and the conversations are read one after the other. */
    private <T> T steady(Database.Work<T> work) {
        return database.read(connection -> {
            for (int attempt = 1; ; attempt++) {
                long before = HeadRow.read(connection).lastSequence();
                T result = work.with(connection);
                if (attempt == TRIES || HeadRow.read(connection).lastSequence() == before) {
                    return result;
                }
            }
        });
    }

    private static Histogram histogram(Connection connection, String account, Instant from, Instant to)
            throws SQLException {
        Histogram histogram = new Histogram();
        WholeDays days = WholeDays.of(from, to);
        if (!days.none()) {
            int firstMonth = Days.monthOfDay(days.firstDay() - 1) + 1;
            int endMonth = Days.monthOfDay(days.endDay());
            if (firstMonth < endMonth) {
                sums(connection, histogram, "month", account, firstMonth, endMonth);
                sums(connection, histogram, "day", account, days.firstDay(), Days.firstDay(firstMonth));
                sums(connection, histogram, "day", account, Days.firstDay(endMonth), days.endDay());
            } else {
                sums(connection, histogram, "day", account, days.firstDay(), days.endDay());
            }
        }
        for (Edge edge : days.edges()) {
            add(
                    connection,
                    histogram,
                    "select response_bucket as bucket, count(*) as conversations from archive_conversation"
                            + Derby.index("archive_conversation_asked")
                            + " where account_id = ? and first_inbound >= ? and first_inbound < ?"
                            + " group by response_bucket",
                    account,
                    edge.from(),
                    edge.to());
        }
        return histogram;
    }

    private static void sums(Connection connection, Histogram histogram, String unit, String account, int from, int to)
            throws SQLException {
        if (from < to) {
            add(
                    connection,
                    histogram,
                    "select bucket, sum(conversations) as conversations from archive_response_" + unit
                            + " where account_id = ? and " + unit + "_number >= ? and " + unit
                            + "_number < ? group by bucket",
                    account,
                    from,
                    to);
        }
    }

    private static void add(Connection connection, Histogram histogram, String sql, Object... parameters)
            throws SQLException {
        record Count(int bucket, long conversations) {}
        Sql.stream(
                connection,
                1000,
                sql,
                row -> new Count(row.getInt("bucket"), row.getLong("conversations")),
                count -> histogram.add(count.bucket, count.conversations),
                parameters);
    }

    private static ResponseFigures figures(
            Connection connection, Set<String> accounts, Histogram histogram, Instant from, Instant to)
            throws SQLException {
        return new ResponseFigures(
                histogram.conversations(),
                histogram.answered(),
                percentile(connection, accounts, histogram, from, to, 50),
                percentile(connection, accounts, histogram, from, to, 90));
    }

    private static @Nullable Long percentile(
            Connection connection, Set<String> accounts, Histogram histogram, Instant from, Instant to, int percent)
            throws SQLException {
        long answered = histogram.answered();
        if (answered == 0) {
            return null;
        }
        Place place = histogram.place((answered * percent + 99) / 100);
        if (ResponseBuckets.exact(place.bucket())) {
            return ResponseBuckets.from(place.bucket());
        }
        TreeMap<Long, Long> values = new TreeMap<>();
        for (String account : accounts) {
            Sql.stream(
                    connection,
                    1000,
                    "select response_seconds from archive_conversation where account_id = ? and response_bucket = ?"
                            + " and first_inbound >= ? and first_inbound < ?",
                    row -> row.getLong(1),
                    seconds -> values.merge(seconds, 1L, Long::sum),
                    account,
                    place.bucket(),
                    Days.bounded(from),
                    Days.bounded(to));
        }
        long left = place.rank();
        long value = ResponseBuckets.from(place.bucket());
        for (Map.Entry<Long, Long> entry : values.entrySet()) {
            value = entry.getKey();
            left -= entry.getValue();
            if (left <= 0) {
                break;
            }
        }
        return value;
    }
}
