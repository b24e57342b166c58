package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.api.rollup.RollupMonths;
import org.rostrum.archive.store.Counts;
import org.rostrum.archive.store.Packed;
import org.rostrum.archive.store.ResponseBuckets;

/** Sums up the conversations of one account again: their number, those waiting, and the response times of each month. */
final class ResponseCheck {
    private record Sums(long conversations, long waiting) {}

    private final Recheck recheck;
    private final Progress progress;

    ResponseCheck(Recheck recheck, Progress progress) {
        this.recheck = recheck;
        this.progress = progress;
    }

    void check(String account) {
        recheck.check((connection, findings) -> sums(connection, account, findings));
        recheck.eachMonth(
                new RollupMonths("archive_conversation", "first_inbound", "archive_response", account),
                (connection, month, findings) -> month(connection, account, month, findings));
    }

    private static void sums(Connection connection, String account, Findings findings) throws SQLException {
        Map<String, Sums> counted = new TreeMap<>();
        Sql.first(
                        connection,
                        "select count(*) as conversations, sum(case when waiting then 1 else 0 end) as waiting"
                                + " from archive_conversation where account_id = ?",
                        row -> new Sums(row.getLong("conversations"), row.getLong("waiting")),
                        account)
                .filter(sums -> sums.conversations > 0)
                .ifPresent(sums -> counted.put(account, sums));
        Map<String, Sums> stored = new TreeMap<>();
        Sql.first(
                        connection,
                        "select conversations, waiting from archive_account where account_id = ?",
                        row -> new Sums(row.getLong("conversations"), row.getLong("waiting")),
                        account)
                .filter(sums -> !sums.equals(new Sums(0, 0)))
                .ifPresent(sums -> stored.put(account, sums));
        Comparison.compare(counted, stored, name -> "archive_account " + name, findings);
    }

    private void month(Connection connection, String account, int month, Findings findings) throws SQLException {
        Map<Integer, Counts> days = new TreeMap<>();
        Map<Integer, Counts> months = new TreeMap<>();
        record Asked(int day, int slot) {}
        Sql.stream(
                connection,
                1000,
                "select first_inbound, response_bucket from archive_conversation where account_id = ?"
                        + " and first_inbound >= ? and first_inbound < ?",
                row -> new Asked(
                        RollupCalendar.day(Sql.instant(row, "first_inbound")),
                        ResponseBuckets.slot(row.getInt("response_bucket"))),
                asked -> {
                    days.computeIfAbsent(asked.day, none -> new Counts()).add(asked.slot, 1);
                    months.computeIfAbsent(month, none -> new Counts()).add(asked.slot, 1);
                    progress.row();
                },
                account,
                RollupCalendar.startOfMonth(month),
                RollupCalendar.bounded(RollupCalendar.startOfMonth(month + 1)));
        Comparison.packed(
                days,
                stored(
                        connection,
                        "day",
                        account,
                        RollupCalendar.firstDayOfMonth(month),
                        RollupCalendar.firstDayOfMonth(month + 1)),
                day -> "archive_response_day: account " + account + ", day of " + RollupCalendar.startOfDay(day),
                findings);
        Comparison.packed(
                months,
                stored(connection, "month", account, month, month + 1),
                number -> "archive_response_month: account " + account + ", month of "
                        + RollupCalendar.startOfMonth(number),
                findings);
    }

    /** The rows of these days or months; a row that holds nothing is as good as none. */
    private static Map<Integer, Counts> stored(Connection connection, String unit, String account, int from, int end)
            throws SQLException {
        Map<Integer, Counts> stored = new TreeMap<>();
        record Row(int number, Packed conversations) {}
        Sql.stream(
                connection,
                1000,
                "select * from archive_response_" + unit + " where account_id = ? and " + unit + "_number >= ? and "
                        + unit + "_number < ?",
                row -> new Row(row.getInt(unit + "_number"), Packed.of(row, "conversations")),
                row -> {
                    Counts counts = new Counts();
                    counts.addAll(row.conversations);
                    if (!counts.isEmpty()) {
                        stored.put(row.number, counts);
                    }
                },
                account,
                from,
                end);
        return stored;
    }
}
