package org.rostrum.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditSeal;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;

/** The tables of signatures and of the keys they were made with. */
final class SealTable {
    private static final String SELECT = "select s.sequence, s.hash, s.sealed, s.key_id, s.signature, k.public_key"
            + " from audit_seal s join audit_seal_key k on k.id = s.key_id";

    private SealTable() {}

    /** By sequence, those of the first entries first. */
    static List<AuditSeal> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + " order by s.sequence", SealTable::row);
    }

    /** Newest first. */
    static List<AuditSeal> list(Connection connection, @Nullable Long before, int limit) throws SQLException {
        Conditions conditions = new Conditions().andIfGiven("s.sequence < ?", before);
        return Sql.list(
                connection,
                SELECT + conditions.where() + " order by s.sequence desc fetch first " + limit + " rows only",
                SealTable::row,
                conditions.values());
    }

    /** The last entry that is covered; 0 when none is. */
    static long last(Connection connection) throws SQLException {
        return Sql.number(connection, "select coalesce(max(sequence), 0) from audit_seal");
    }

    static boolean knows(Connection connection, SealKey key) throws SQLException {
        return Sql.number(connection, "select count(*) from audit_seal_key where id = ?", key.id()) > 0;
    }

    static void add(Connection connection, SealKey key, Instant made) throws SQLException {
        Sql.update(
                connection,
                "insert into audit_seal_key (id, public_key, made) values (?, ?, ?)",
                key.id(),
                key.publicKey(),
                made);
    }

    static void add(Connection connection, long sequence, String hash, Instant sealed, SealKey key)
            throws SQLException {
        Sql.update(
                connection,
                "insert into audit_seal (sequence, hash, sealed, key_id, signature) values (?, ?, ?, ?, ?)",
                sequence,
                hash,
                sealed,
                key.id(),
                key.sign(sequence, hash, sealed));
    }

    private static AuditSeal row(ResultSet row) throws SQLException {
        return new AuditSeal(
                row.getLong("sequence"),
                row.getString("hash"),
                Sql.instant(row, "sealed"),
                row.getString("key_id"),
                row.getString("public_key"),
                row.getString("signature"));
    }
}
