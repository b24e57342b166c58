package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Lookup;
import org.rostrum.archive.store.Batch;
import org.rostrum.archive.store.Counts;
import org.rostrum.archive.store.Packed;

/**
 * Adds to the {@link Counts packed numbers} of a table with the columns account_id, a whole number (day, month), and the
 * packed numbers. Only the one who holds the head of the archive may write them, because they are read, added to and
 * written back.
 */
final class PackedSums {
    private record Key(String accountId, int time) {
        Object[] parts() {
            return new Object[] {accountId, time};
        }
    }

    private final Lookup lookup;
    private final String column;
    private final String update;
    private final String insert;
    private final Map<Key, Counts> changes = new LinkedHashMap<>();

    PackedSums(String table, String time, String column) {
        this.column = column;
        lookup = new Lookup("t." + column, table, "", Lookup.text("account_id"), Lookup.integer(time))
                .underWritersLock();
        update = "update " + table + " set " + column + " = ? where account_id = ? and " + time + " = ?";
        insert = "insert into " + table + " (" + column + ", account_id, " + time + ") values (?, ?, ?)";
    }

    void add(String accountId, int time, int slot, long change) {
        changes.computeIfAbsent(new Key(accountId, time), key -> new Counts()).add(slot, change);
    }

    void save(Connection connection, Engine engine) throws SQLException {
        changes.values().removeIf(Counts::isEmpty);
        Map<Key, Packed> stored = new HashMap<>();
        lookup.find(
                connection,
                engine,
                changes.keySet(),
                Key::parts,
                (key, row) -> stored.put(key, Packed.of(row, column)));
        List<Map.Entry<Key, Counts>> missing = new ArrayList<>();
        try (Batch batch = new Batch(connection, update)) {
            for (Map.Entry<Key, Counts> change : changes.entrySet()) {
                Packed before = stored.get(change.getKey());
                if (before == null) {
                    missing.add(change);
                } else {
                    change.getValue().addAll(before);
                    add(batch, change);
                }
            }
            batch.run();
        }
        if (!missing.isEmpty()) {
            try (Batch batch = new Batch(connection, insert)) {
                for (Map.Entry<Key, Counts> change : missing) {
                    add(batch, change);
                }
                batch.run();
            }
        }
        changes.clear();
    }

    private static void add(Batch batch, Map.Entry<Key, Counts> change) throws SQLException {
        batch.packed(change.getValue().pack())
                .text(change.getKey().accountId)
                .number(change.getKey().time)
                .add();
    }
}
