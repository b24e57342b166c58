package org.rostrum.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rest.EntityTags;

/** The table of accounts. A time zone that an account does not have itself is that of the account above, UTC at the top. */
public final class AccountStore {
    private static final String COLUMNS =
            "select id, parent_id, name, zone, created, version, merged_into from accounts_account ";

    private AccountStore() {}

    private record Row(
            String id,
            @Nullable String parentId,
            String name,
            @Nullable String zone,
            Instant created,
            long version,
            @Nullable String mergedInto) {}

    /** The zone of an account, and who is above it, who may have another. */
    private record Zoned(@Nullable String parentId, @Nullable String zone) {}

    /** An account that is one, with the zone that counts for it. */
    public static Optional<Account> find(Connection connection, String id) throws SQLException {
        return any(connection, id).filter(found -> found.mergedInto() == null);
    }

    /** An account, also one that was merged. */
    public static Optional<Account> any(Connection connection, String id) throws SQLException {
        return select(connection, "where id = ?", id).stream().findFirst();
    }

    static List<Account> select(Connection connection, String where, @Nullable Object... values) throws SQLException {
        List<Row> rows = Sql.list(connection, COLUMNS + where, AccountStore::row, values);
        Map<String, Zoned> known = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        for (Row row : rows) {
            known.put(row.id(), new Zoned(row.parentId(), row.zone()));
        }
        for (Row row : rows) {
            want(row.parentId(), row.zone(), known, wanted);
        }
        while (!wanted.isEmpty()) {
            wanted = above(connection, wanted, known);
        }
        return rows.stream()
                .map(row -> new Account(
                        row.id(),
                        row.parentId(),
                        row.name(),
                        zone(row.id(), known),
                        row.created(),
                        row.version(),
                        row.mergedInto()))
                .toList();
    }

    private static Set<String> above(Connection connection, Set<String> wanted, Map<String, Zoned> known)
            throws SQLException {
        Set<String> next = new HashSet<>();
        record Above(String id, Zoned zoned) {}
        for (Above above : Sql.list(
                connection,
                "select id, parent_id, zone from accounts_account where id in ("
                        + String.join(", ", Collections.nCopies(wanted.size(), "?")) + ")",
                row -> new Above(row.getString("id"), new Zoned(row.getString("parent_id"), row.getString("zone"))),
                new ArrayList<>(wanted).toArray())) {
            known.put(above.id(), above.zoned());
            want(above.zoned().parentId(), above.zoned().zone(), known, next);
        }
        next.removeAll(known.keySet());
        return next;
    }

    private static void want(
            @Nullable String parentId, @Nullable String zone, Map<String, Zoned> known, Set<String> wanted) {
        if (zone == null && parentId != null && !known.containsKey(parentId)) {
            wanted.add(parentId);
        }
    }

    private static ZoneId zone(String id, Map<String, Zoned> known) {
        Zoned zoned = known.get(id);
        while (zoned != null) {
            String zone = zoned.zone();
            if (zone != null) {
                return ZoneId.of(zone);
            }
            String parent = zoned.parentId();
            zoned = parent == null ? null : known.get(parent);
        }
        return ZoneOffset.UTC;
    }

    /** Counts a change of the account. */
    public static void touch(Connection connection, String id, long expectedVersion) throws SQLException {
        int changed = Sql.update(
                connection,
                "update accounts_account set version = version + 1 where id = ? and version = ?",
                id,
                expectedVersion);
        if (changed == 0) {
            throw EntityTags.stale(
                    expectedVersion, Sql.number(connection, "select version from accounts_account where id = ?", id));
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("parent_id"),
                row.getString("name"),
                row.getString("zone"),
                Sql.instant(row, "created"),
                row.getLong("version"),
                row.getString("merged_into"));
    }
}
