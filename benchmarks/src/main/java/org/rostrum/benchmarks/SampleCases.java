package org.rostrum.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Leads and tickets as if every seventh inbound activity of an archive had become one of them, written with their sums
 * straight into the tables of the routing, without the deliveries that would go with them.
 */
final class SampleCases {
    private static final int EVERY = 7;
    private static final int BATCH = 1000;
    private static final LocalDate FIRST = LocalDate.EPOCH;

    private record Key(String accountId, long number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = accountId.compareTo(other.accountId);
            return order == 0 ? Long.compare(number, other.number) : order;
        }
    }

    private final Map<Key, long[]> days = new TreeMap<>();
    private final Map<Key, long[]> months = new TreeMap<>();
    /** A conversation has one lead and one ticket at most. */
    private final Set<String> there = new HashSet<>();

    private SampleCases() {}

    static void into(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            new SampleCases().fill(connection);
            connection.commit();
        }
    }

    private void fill(Connection connection) throws SQLException {
        Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        long seen = 0;
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into engagement_case (kind, account_id, conversation_id, sequence, contact_id,"
                                + " contact_handle, summary, owner, rule_id, rule_name, created, happened, delivery_id)"
                                + " values (?, ?, ?, ?, ?, ?, 'made up', 'desk', 1, 'Every seventh', ?, ?, 0)");
                ResultSet rows = streamed(statement)
                        .executeQuery("select account_id, conversation_id, sequence, contact_id, actor_id, published"
                                + " from archive_activity where direction = 'INBOUND' order by sequence")) {
            while (rows.next()) {
                boolean lead = seen % (2 * EVERY) == 0;
                String kind = lead ? "LEAD" : "TICKET";
                if (seen++ % EVERY != 0 || !there.add(kind + rows.getLong("conversation_id"))) {
                    continue;
                }
                Timestamp published = rows.getTimestamp("published", utc);
                insert.setString(1, kind);
                insert.setString(2, rows.getString("account_id"));
                insert.setLong(3, rows.getLong("conversation_id"));
                insert.setLong(4, rows.getLong("sequence"));
                insert.setObject(5, rows.getObject("contact_id"), java.sql.Types.BIGINT);
                insert.setString(6, rows.getString("actor_id"));
                insert.setTimestamp(7, published, utc);
                insert.setTimestamp(8, published, utc);
                insert.addBatch();
                LocalDate day = LocalDate.ofInstant(published.toInstant(), ZoneOffset.UTC);
                add(days, rows.getString("account_id"), day.toEpochDay(), lead);
                add(
                        months,
                        rows.getString("account_id"),
                        ChronoUnit.MONTHS.between(FIRST, day.withDayOfMonth(1)),
                        lead);
                if (there.size() % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        save(connection, "day", days);
        save(connection, "month", months);
        Setup.say("  %,d of %,d inbound activities are leads and tickets".formatted(there.size(), seen));
    }

    private static Statement streamed(Statement statement) throws SQLException {
        statement.setFetchSize(BATCH);
        return statement;
    }

    private static void add(Map<Key, long[]> sums, String accountId, long number, boolean lead) {
        sums.computeIfAbsent(new Key(accountId, number), key -> new long[2])[lead ? 0 : 1]++;
    }

    private static void save(Connection connection, String unit, Map<Key, long[]> sums) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into engagement_case_" + unit
                + " (account_id, " + unit + "_number, leads, tickets) values (?, ?, ?, ?)")) {
            for (Map.Entry<Key, long[]> sum : sums.entrySet()) {
                insert.setString(1, sum.getKey().accountId);
                insert.setLong(2, sum.getKey().number);
                insert.setLong(3, sum.getValue()[0]);
                insert.setLong(4, sum.getValue()[1]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
