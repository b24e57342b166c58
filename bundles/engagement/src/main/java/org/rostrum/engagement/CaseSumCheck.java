package org.rostrum.engagement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.ConsistentRead;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.rollup.RollupBounds;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.api.rollup.RollupCheck;
import org.rostrum.api.rollup.RollupComparison;
import org.rostrum.api.rollup.RollupMonths;

/** Counts the cases of all accounts again, month by month, and compares with their sums by day and by month. */
@Component(service = RollupCheck.class)
public final class CaseSumCheck implements RollupCheck {
    private static final RollupMonths MONTHS = new RollupMonths("engagement_case", "happened", "engagement_case", null);

    private final Database database;
    private final ConsistentRead routed;

    /** @param tables must be there before anything is checked */
    @Activate
    public CaseSumCheck(@Reference Database database, @Reference RoutingTables tables) {
        CaseStore cases = new CaseStore();
        this.database = database;
        this.routed = new ConsistentRead(database, cases::progress, cases::lockProgress);
    }

    /** An account's day or month. */
    private record Key(String accountId, int number) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::accountId).thenComparingInt(Key::number);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Single(String accountId, CaseCounts count, Instant happened) {}

    private record Sum(Key key, CaseCounts counts) {}

    private static Map<Key, String> words(Map<Key, CaseCounts> counts) {
        Map<Key, String> words = new TreeMap<>();
        counts.forEach((key, count) -> words.put(key, "leads " + count.leads() + ", tickets " + count.tickets()));
        return words;
    }

    @Override
    public void check(Report report) {
        tell(routed.read(CaseSumCheck::outOfTime), report);
        OptionalInt month = next(RollupCalendar.FIRST_MONTH);
        while (month.isPresent() && !report.full()) {
            int one = month.getAsInt();
            tell(routed.read(connection -> month(connection, one, report)), report);
            month = next(one + 1);
        }
    }

    private static void tell(List<String> wrong, Report report) {
        wrong.forEach(report::wrong);
    }

    private OptionalInt next(int from) {
        return database.read(connection -> MONTHS.next(connection, from));
    }

    private static List<String> outOfTime(Connection connection) throws SQLException {
        List<String> wrong = new ArrayList<>();
        RollupBounds.checkDays(connection, "engagement_case_day", wrong::add);
        RollupBounds.checkMonths(connection, "engagement_case_month", wrong::add);
        return wrong;
    }

    private static List<String> month(Connection connection, int month, Report report) throws SQLException {
        Map<Key, CaseCounts> days = new TreeMap<>();
        Map<Key, CaseCounts> months = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select account_id, kind, happened from engagement_case where happened >= ? and happened < ?",
                CaseSumCheck::single,
                one -> {
                    days.merge(new Key(one.accountId, RollupCalendar.day(one.happened)), one.count, CaseCounts::plus);
                    months.merge(new Key(one.accountId, month), one.count, CaseCounts::plus);
                    report.row();
                },
                RollupCalendar.startOfMonth(month),
                RollupCalendar.bounded(RollupCalendar.startOfMonth(month + 1)));
        List<String> wrong = new ArrayList<>();
        RollupComparison.compare(
                words(days),
                words(sums(
                        connection,
                        "day",
                        RollupCalendar.firstDayOfMonth(month),
                        RollupCalendar.firstDayOfMonth(month + 1))),
                key -> name("day", key, RollupCalendar.startOfDay(key.number)),
                wrong::add);
        RollupComparison.compare(
                words(months),
                words(sums(connection, "month", month, month + 1)),
                key -> name("month", key, RollupCalendar.startOfMonth(key.number)),
                wrong::add);
        return wrong;
    }

    private static Single single(ResultSet row) throws SQLException {
        CaseCounts count =
                switch (row.getString("kind")) {
                    case "LEAD" -> new CaseCounts(1, 0);
                    case "TICKET" -> new CaseCounts(0, 1);
                    default -> CaseCounts.NONE;
                };
        return new Single(row.getString("account_id"), count, Sql.instant(row, "happened"));
    }

    private static Map<Key, CaseCounts> sums(Connection connection, String unit, int from, int end)
            throws SQLException {
        Map<Key, CaseCounts> sums = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select * from engagement_case_" + unit + " where " + unit + "_number >= ? and " + unit + "_number < ?",
                row -> new Sum(
                        new Key(row.getString("account_id"), row.getInt(unit + "_number")),
                        new CaseCounts(row.getLong("leads"), row.getLong("tickets"))),
                sum -> sums.put(sum.key, sum.counts),
                from,
                end);
        return sums;
    }

    private static String name(String unit, Key key, Instant start) {
        return "engagement_case_" + unit + ": account " + key.accountId + ", " + unit + " of " + start;
    }
}
