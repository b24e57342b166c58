package org.rostrum.archive.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.archive.ResponseSummary;
import org.rostrum.api.data.ConsistentRead;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.api.rollup.RollupPeriod;
import org.rostrum.api.rollup.RollupPeriod.DayRange;
import org.rostrum.api.rollup.RollupPeriod.PartOfDay;
import org.rostrum.archive.figures.Histogram.Place;
import org.rostrum.archive.store.Packed;
import org.rostrum.archive.store.ResponseBuckets;

/**
 * Exact medians and percentiles that do not read every conversation. The sums tell how many conversations fall into each
 * {@link ResponseBuckets bucket}, so the bucket that holds the wanted rank is known; only the conversations in that one
 * bucket, at most one in a hundred, are then read from an index to find the exact second. Whole months and days come from the
 * sums; parts of days at both ends are read from an index too, so that a period may begin and end anywhere.
 */
public final class ResponseTimes {
    private final ConsistentRead archive;

    public ResponseTimes(ConsistentRead archive) {
        this.archive = archive;
    }

    public ResponseFigures together(Set<String> accountIds, Instant from, Instant to) {
        return archive.read(connection -> {
            Histogram all = new Histogram();
            for (Histogram histogram :
                    histograms(connection, accountIds, from, to).values()) {
                all.add(histogram);
            }
            return figures(connection, accountIds, all, from, to);
        });
    }

    public ResponseSummary summary(Set<String> accountIds, Instant from, Instant to) {
        return archive.read(connection -> {
            Histogram all = new Histogram();
            Map<String, ResponseFigures> figures = new TreeMap<>();
            for (Map.Entry<String, Histogram> one :
                    histograms(connection, accountIds, from, to).entrySet()) {
                all.add(one.getValue());
                figures.put(one.getKey(), figures(connection, Set.of(one.getKey()), one.getValue(), from, to));
            }
            return new ResponseSummary(figures(connection, figures.keySet(), all, from, to), figures);
        });
    }

    /** Of each account, without those that have no conversation in the period. */
    private static Map<String, Histogram> histograms(
            Connection connection, Set<String> accounts, Instant from, Instant to) throws SQLException {
        RollupPeriod pieces = RollupPeriod.of(from, to);
        Map<String, Histogram> histograms = new TreeMap<>();
        for (String account : accounts) {
            Histogram histogram = new Histogram();
            if (pieces.hasMonths()) {
                sums(connection, histogram, "month", account, 1, pieces.firstMonth(), pieces.endMonth());
            }
            for (DayRange days : pieces.days()) {
                sums(connection, histogram, "day", account, days.sign(), days.firstDay(), days.endDay());
            }
            for (PartOfDay part : pieces.parts()) {
                count(connection, histogram, account, part);
            }
            if (histogram.conversations() > 0) {
                histograms.put(account, histogram);
            }
        }
        return histograms;
    }

    private static void sums(
            Connection connection, Histogram histogram, String unit, String account, int sign, int from, int to)
            throws SQLException {
        Sql.stream(
                connection,
                1000,
                "select conversations from archive_response_" + unit + " where account_id = ? and " + unit
                        + "_number >= ? and " + unit + "_number < ?",
                row -> Packed.of(row, "conversations"),
                packed -> packed.each((slot, number) -> histogram.add(ResponseBuckets.bucket(slot), sign * number)),
                account,
                from,
                to);
    }

    private static void count(Connection connection, Histogram histogram, String account, PartOfDay part)
            throws SQLException {
        record Count(int bucket, long conversations) {}
        Sql.stream(
                connection,
                1000,
                "select response_bucket as bucket, count(*) as conversations from archive_conversation"
                        + DerbyHints.index("archive_conversation_asked")
                        + " where account_id = ? and first_inbound >= ? and first_inbound < ?"
                        + " group by response_bucket",
                row -> new Count(row.getInt("bucket"), row.getLong("conversations")),
                count -> histogram.add(count.bucket, part.sign() * count.conversations),
                account,
                part.from(),
                part.to());
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
                    RollupCalendar.bounded(from),
                    RollupCalendar.bounded(to));
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
