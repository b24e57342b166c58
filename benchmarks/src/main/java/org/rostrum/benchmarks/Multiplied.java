package org.rostrum.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.rostrum.archive.store.Counts;
import org.rostrum.archive.store.Packed;

/**
 * Makes an archive so many times as large, by the database itself: each row is stored again with ids of its own, so that
 * there are so many times as many activities, conversations, contacts and cases, and the sums are multiplied. Only the
 * originals, which no report reads, and the chain, which belongs to them, are not made again.
 */
final class Multiplied {
    /** Tables whose rows are stored again, and what the copies have instead of the columns of the first. */
    private static final Map<String, Map<String, String>> COPIED = new TreeMap<>(Map.of(
            "archive_activity",
            Map.of(
                    "sequence", "sequence + %1$d * %2$d",
                    "network_id", "network_id || '-%1$d'",
                    "in_reply_to", "in_reply_to || '-%1$d'",
                    "conversation_id", "conversation_id + %1$d * %3$d",
                    "contact_id", "contact_id + %1$d * %4$d"),
            "archive_contact",
            Map.of("id", "id + %1$d * %4$d", "network_id", "network_id || '-%1$d'"),
            "archive_shared_contact",
            Map.of("contact_id", "contact_id + %1$d * %4$d"),
            "archive_shared_day",
            Map.of("contact_id", "contact_id + %1$d * %4$d"),
            "archive_contact_day",
            Map.of("contact_id", "contact_id + %1$d * %4$d"),
            "archive_conversation",
            Map.of("id", "id + %1$d * %3$d", "contact_id", "contact_id + %1$d * %4$d"),
            "engagement_case",
            Map.of(
                    "sequence", "sequence + %1$d * %2$d",
                    "conversation_id", "conversation_id + %1$d * %3$d",
                    "contact_id", "contact_id + %1$d * %4$d")));

    private static final List<String> SUMS = List.of(
            "update archive_channel set inbound = inbound * %1$d, outbound = outbound * %1$d",
            "update archive_account set conversations = conversations * %1$d, waiting = waiting * %1$d",
            "update archive_day set activities = activities * %1$d",
            "update engagement_case_day set leads = leads * %1$d, tickets = tickets * %1$d",
            "update engagement_case_month set leads = leads * %1$d, tickets = tickets * %1$d",
            "update archive_head set last_sequence = last_sequence * %1$d,"
                    + " last_conversation = last_conversation * %1$d, last_contact = last_contact * %1$d");

    private static final Map<String, String> PACKED = new TreeMap<>(Map.of(
            "archive_day", "hours",
            "archive_month", "hours",
            "archive_response_day", "conversations",
            "archive_response_month", "conversations",
            "archive_contact_return", "contacts"));

    private Multiplied() {}

    static void by(DataSource dataSource, int times) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            long[] last = last(statement);
            for (Map.Entry<String, Map<String, String>> table : COPIED.entrySet()) {
                List<String> columns = columns(statement, table.getKey());
                for (int copy = 1; copy < times; copy++) {
                    List<String> values = new ArrayList<>();
                    for (String column : columns) {
                        values.add(table.getValue()
                                .getOrDefault(column, column)
                                .formatted(copy, last[0], last[1], last[2]));
                    }
                    statement.executeUpdate("insert into " + table.getKey() + " (" + String.join(", ", columns)
                            + ") select " + String.join(", ", values) + " from " + table.getKey() + " where "
                            + first(table.getKey(), last));
                    connection.commit();
                }
                Setup.say("  " + table.getKey() + " is " + times + " times as large");
            }
            for (Map.Entry<String, String> table : PACKED.entrySet()) {
                multiply(connection, table.getKey(), table.getValue(), times);
            }
            for (String sum : SUMS) {
                statement.executeUpdate(sum.formatted(times));
            }
            connection.commit();
        }
    }

    private static long[] last(Statement statement) throws SQLException {
        try (ResultSet head =
                statement.executeQuery("select last_sequence, last_conversation, last_contact from archive_head")) {
            head.next();
            return new long[] {head.getLong(1), head.getLong(2), head.getLong(3)};
        }
    }

    /** The rows that are no copies. */
    private static String first(String table, long[] last) {
        return switch (table) {
            case "archive_activity", "engagement_case" -> "sequence <= " + last[0];
            case "archive_conversation" -> "id <= " + last[1];
            case "archive_contact" -> "id <= " + last[2];
            default -> "contact_id <= " + last[2];
        };
    }

    /** Without those that the database gives itself. */
    private static List<String> columns(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            ResultSetMetaData meta = rows.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                if (!meta.isAutoIncrement(i)) {
                    columns.add(meta.getColumnName(i).toLowerCase(java.util.Locale.ROOT));
                }
            }
            return columns;
        }
    }

    private static void multiply(Connection connection, String table, String column, int times) throws SQLException {
        boolean byChannel = table.equals("archive_day");
        String number = table.endsWith("month") ? "month_number" : "day_number";
        String key = "account_id, " + number + (byChannel ? ", channel_id" : "");
        try (Statement statement = connection.createStatement();
                PreparedStatement update = connection.prepareStatement(
                        "update " + table + " set " + column + " = ? where account_id = ? and " + number + " = ?"
                                + (byChannel ? " and channel_id = ?" : ""));
                ResultSet rows = statement.executeQuery("select " + column + ", " + key + " from " + table)) {
            while (rows.next()) {
                Counts counts = new Counts();
                Packed.of(rows, column).each((slot, count) -> counts.add(slot, count * times));
                update.setBytes(1, counts.pack().bytes());
                update.setString(2, rows.getString(2));
                update.setInt(3, rows.getInt(3));
                if (byChannel) {
                    update.setString(4, rows.getString(4));
                }
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
