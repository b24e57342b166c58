package org.rostrum.api.rollup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;

/**
 * The months that there is something to compare in, one after the other; what lies between them is skipped.
 *
 * @param rows the table that is summed up
 * @param time its column by which it is summed up, with an index behind {@code account_id} or of its own
 * @param sums the tables of the sums, without their endings {@code _day} and {@code _month}
 * @param accountId only rows and sums of this account; null for those of all
 */
public record RollupMonths(String rows, String time, String sums, @Nullable String accountId) {
    /** The first month, not before this one, that has rows or sums. */
    public OptionalInt next(Connection connection, int from) throws SQLException {
        if (!RollupCalendar.holdsMonth(from)) {
            return OptionalInt.empty();
        }
        Optional<Integer> ofRows = first(
                connection,
                rows,
                time,
                row -> RollupCalendar.month(Sql.instant(row, time)),
                RollupCalendar.bounded(RollupCalendar.startOfMonth(from)),
                RollupCalendar.END);
        Optional<Integer> ofDays = first(
                connection,
                sums + "_day",
                "day_number",
                row -> RollupCalendar.monthOfDay(row.getInt("day_number")),
                RollupCalendar.firstDayOfMonth(from),
                RollupCalendar.firstDayOfMonth(RollupCalendar.END_MONTH));
        Optional<Integer> ofMonths = first(
                connection,
                sums + "_month",
                "month_number",
                row -> row.getInt("month_number"),
                from,
                RollupCalendar.END_MONTH);
        return Stream.of(ofRows, ofDays, ofMonths)
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue)
                .min();
    }

    private Optional<Integer> first(
            Connection connection, String table, String column, Sql.Row<Integer> month, Object from, Object end)
            throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(from, end));
        String ofAccount = "";
        if (accountId != null) {
            ofAccount = " and account_id = ?";
            parameters.add(accountId);
        }
        return Sql.first(
                connection,
                "select " + column + " from " + table + " where " + column + " >= ? and " + column + " < ?" + ofAccount
                        + " order by " + (accountId == null ? "" : "account_id, ") + column
                        + " fetch first row only",
                month,
                parameters.toArray());
    }
}
