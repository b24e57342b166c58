package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.archive.store.Batch;

/** Adds to the rows of a table of sums; a key that has no row yet gets one. A sum that falls to 0 keeps its row. */
final class SumTable<K> {
    /** Sets the key columns, in the order of the table's declaration here. */
    @FunctionalInterface
    interface Keys<K> {
        void set(Batch batch, K key) throws SQLException;
    }

    private final String update;
    private final String insert;
    private final Keys<K> keys;
    private final Map<K, long[]> changes = new LinkedHashMap<>();
    private final int width;

    /**
     * @param sums the columns that are added to
     * @param key the key columns
     */
    SumTable(String table, List<String> sums, List<String> key, Keys<K> keys) {
        this.keys = keys;
        this.width = sums.size();
        update = "update " + table + " set "
                + String.join(
                        ", ",
                        sums.stream().map(sum -> sum + " = " + sum + " + ?").toList())
                + " where "
                + String.join(" and ", key.stream().map(name -> name + " = ?").toList());
        insert = "insert into " + table + " (" + String.join(", ", sums) + ", " + String.join(", ", key) + ") values (?"
                + ", ?".repeat(sums.size() + key.size() - 1) + ")";
    }

    void add(K key, int sum, long change) {
        changes.computeIfAbsent(key, none -> new long[width])[sum] += change;
    }

    void save(Connection connection) throws SQLException {
        List<Map.Entry<K, long[]>> wanted = new ArrayList<>();
        for (Map.Entry<K, long[]> change : changes.entrySet()) {
            if (changes(change.getValue())) {
                wanted.add(change);
            }
        }
        changes.clear();
        if (wanted.isEmpty()) {
            return;
        }
        List<Map.Entry<K, long[]>> missing = new ArrayList<>();
        int[] touched = run(connection, update, wanted);
        for (int i = 0; i < touched.length; i++) {
            if (touched[i] == 0) {
                missing.add(wanted.get(i));
            }
        }
        if (!missing.isEmpty()) {
            run(connection, insert, missing);
        }
    }

    private int[] run(Connection connection, String sql, List<Map.Entry<K, long[]>> rows) throws SQLException {
        try (Batch batch = new Batch(connection, sql)) {
            for (Map.Entry<K, long[]> row : rows) {
                for (long sum : row.getValue()) {
                    batch.number(sum);
                }
                keys.set(batch, row.getKey());
                batch.add();
            }
            return batch.run();
        }
    }

    private static boolean changes(long[] sums) {
        for (long sum : sums) {
            if (sum != 0) {
                return true;
            }
        }
        return false;
    }
}
