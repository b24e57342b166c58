package org.rostrum.engagement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.rollup.RollupCalendar;

/**
 * What the cases of one transaction add to the tables {@code engagement_case_day} and {@code engagement_case_month}. Only
 * the one who holds the lock of the progress may save, because a row that is missing is inserted.
 */
public final class CaseSums {
    private record Key(String accountId, int number) {}

    private final Map<Key, CaseCounts> days = new HashMap<>();
    private final Map<Key, CaseCounts> months = new HashMap<>();

    public void add(String accountId, RuleAction kind, Instant happened) {
        CaseCounts one =
                switch (kind) {
                    case LEAD -> new CaseCounts(1, 0);
                    case TICKET -> new CaseCounts(0, 1);
                    case NOTICE, INBOX -> throw new IllegalArgumentException(kind + " is no case");
                };
        int day = RollupCalendar.day(happened);
        days.merge(new Key(accountId, day), one, CaseCounts::plus);
        months.merge(new Key(accountId, RollupCalendar.monthOfDay(day)), one, CaseCounts::plus);
    }

    public void save(Connection connection) throws SQLException {
        save(connection, "day", days);
        save(connection, "month", months);
    }

    private static void save(Connection connection, String unit, Map<Key, CaseCounts> sums) throws SQLException {
        List<Map.Entry<Key, CaseCounts>> missing = new ArrayList<>();
        List<Map.Entry<Key, CaseCounts>> all = List.copyOf(sums.entrySet());
        int[] touched = run(
                connection,
                "update engagement_case_" + unit
                        + " set leads = leads + ?, tickets = tickets + ? where account_id = ? and " + unit
                        + "_number = ?",
                all);
        for (int i = 0; i < touched.length; i++) {
            if (touched[i] == 0) {
                missing.add(all.get(i));
            }
        }
        run(
                connection,
                "insert into engagement_case_" + unit + " (leads, tickets, account_id, " + unit
                        + "_number) values (?, ?, ?, ?)",
                missing);
        sums.clear();
    }

    private static int[] run(Connection connection, String sql, List<Map.Entry<Key, CaseCounts>> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Key, CaseCounts> row : rows) {
                Sql.bind(
                        statement,
                        row.getValue().leads(),
                        row.getValue().tickets(),
                        row.getKey().accountId(),
                        row.getKey().number());
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }
}
