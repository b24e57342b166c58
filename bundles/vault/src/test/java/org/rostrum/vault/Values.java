package org.rostrum.vault;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.secret.SealedValues;
import org.rostrum.api.secret.SecretBox;

/** Sealed values in a table of their own. */
final class Values implements SealedValues {
    private final Database database;
    private final SecretBox box;
    private volatile int failAfter = Integer.MAX_VALUE;

    Values(Database database, SecretBox box) {
        this.database = database;
        this.box = box;
        database.transact(connection -> {
            if (!connection
                            .getMetaData()
                            .getTables(null, null, "TEST_VALUE", null)
                            .next()
                    && !connection
                            .getMetaData()
                            .getTables(null, null, "test_value", null)
                            .next()) {
                Sql.update(
                        connection,
                        "create table test_value (id varchar(64) not null primary key, sealed varchar(4000) not null)");
            }
        });
    }

    /** As when the server is killed on the way. */
    void failAfter(int values) {
        failAfter = values;
    }

    void keep(String id, String plain) {
        database.transact(connection -> Sql.update(
                connection, "insert into test_value (id, sealed) values (?, ?)", id, box.seal("tests/" + id, plain)));
    }

    Map<String, String> sealed() {
        return database.read(connection -> {
            Map<String, String> all = new TreeMap<>();
            Sql.list(
                    connection,
                    "select id, sealed from test_value",
                    row -> all.put(row.getString(1), row.getString(2)));
            return all;
        });
    }

    Map<String, String> opened() {
        Map<String, String> all = new TreeMap<>();
        sealed().forEach((id, value) -> all.put(id, box.open("tests/" + id, value)));
        return all;
    }

    /** Ids of the keys in use. */
    List<String> keys() {
        return sealed().values().stream()
                .map(text -> SealedText.parse(text).keyId())
                .distinct()
                .toList();
    }

    @Override
    public String name() {
        return "tests";
    }

    @Override
    public int resealAll() {
        int done = 0;
        for (Map.Entry<String, String> value : sealed().entrySet()) {
            if (box.isStale(value.getValue())) {
                if (done == failAfter) {
                    throw new IllegalStateException("cut off");
                }
                database.transact(connection -> Sql.update(
                        connection,
                        "update test_value set sealed = ? where id = ? and sealed = ?",
                        box.seal("tests/" + value.getKey(), box.open("tests/" + value.getKey(), value.getValue())),
                        value.getKey(),
                        value.getValue()));
                done++;
            }
        }
        return done;
    }
}
