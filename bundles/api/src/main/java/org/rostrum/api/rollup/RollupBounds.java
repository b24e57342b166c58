package org.rostrum.api.rollup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.rostrum.api.data.Sql;

/**
 * Looks for sums of days and months in which nothing can have been said. No activity leads to them, and with their times the
 * databases could not be asked for what they sum up.
 */
public final class RollupBounds {
    private RollupBounds() {}

    /**
     * Tells the rows of such days, a hundred at most.
     *
     * @param table with the columns {@code account_id} and {@code day_number}
     */
    public static void checkDays(Connection connection, String table, Consumer<String> wrong) throws SQLException {
        check(
                connection,
                table,
                "day",
                RollupCalendar.firstDayOfMonth(RollupCalendar.FIRST_MONTH),
                RollupCalendar.firstDayOfMonth(RollupCalendar.END_MONTH),
                wrong);
    }

    /**
     * Tells the rows of such months, a hundred at most.
     *
     * @param table with the columns {@code account_id} and {@code month_number}
     */
    public static void checkMonths(Connection connection, String table, Consumer<String> wrong) throws SQLException {
        check(connection, table, "month", RollupCalendar.FIRST_MONTH, RollupCalendar.END_MONTH, wrong);
    }

    private static void check(
            Connection connection, String table, String unit, int first, int end, Consumer<String> wrong)
            throws SQLException {
        String column = unit + "_number";
        Sql.list(
                        connection,
                        "select account_id, " + column + " from " + table + " where " + column + " < ? or " + column
                                + " >= ? order by account_id, " + column + " fetch first 100 rows only",
                        row -> table + ": account " + row.getString("account_id") + ", " + unit + " number "
                                + row.getInt(column) + ": there is a row, but nothing can have been said then",
                        first,
                        end)
                .forEach(wrong);
    }
}
