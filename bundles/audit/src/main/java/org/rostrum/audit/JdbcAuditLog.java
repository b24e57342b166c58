package org.rostrum.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.audit.AuditSeal;
import org.rostrum.api.audit.AuditVerification;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/**
 * The trail in the product's database. Appending locks the one row of {@code audit_head} until the caller's transaction
 * ends: that is what makes the sequence gapless and the chain a chain.
 */
@Component(service = {AuditLog.class, JdbcAuditLog.class})
public final class JdbcAuditLog implements AuditLog {
    private static final int FETCH = 500;
    private static final String COLUMNS =
            "sequence, recorded, actor, actor_type, token_id, door, address, action, subject,"
                    + " account_id, state_before, state_after, hash, actor_account_id,"
                    + " salt, address_digest, before_digest, after_digest, removed";

    private static final String SELECT = "select " + COLUMNS + " from audit_event";

    /** Which account is below which; null while nobody tells. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable AccountTree tree;

    private final Database database;
    private final Access access;
    private final Clock clock;

    @Activate
    public JdbcAuditLog(@Reference Database database, @Reference Access access, @Reference Clock clock) {
        this.database = database;
        this.access = access;
        this.clock = clock;
        database.migrate("audit", JdbcAuditLog.class);
    }

    @Override
    public void record(
            String action,
            String subject,
            @Nullable String accountId,
            @Nullable String before,
            @Nullable String after) {
        Caller caller = access.caller();
        database.transact(connection -> append(connection, caller, action, subject, accountId, before, after));
    }

    private void append(
            Connection connection,
            Caller caller,
            String action,
            String subject,
            @Nullable String accountId,
            @Nullable String before,
            @Nullable String after)
            throws SQLException {
        // the update locks the row on both engines until the end of the transaction, which a select does not
        Sql.update(connection, "update audit_head set sequence = sequence + 1 where id = 1");
        Head head = head(connection);
        String address = caller.address();
        AuditEvent unchained = new AuditEvent(
                head.sequence(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                AuditText.clean(caller.name(), 200),
                caller.type().name(),
                caller.accountId(),
                caller.tokenId(),
                AuditText.clean(caller.door(), 20),
                address == null ? null : AuditText.clean(address, 100),
                AuditText.clean(action, 100),
                AuditText.clean(subject, 300),
                accountId == null ? null : AuditText.clean(accountId, 64),
                AuditText.clean(before),
                AuditText.clean(after),
                "");
        Veil veil = Veil.of(unchained);
        String hash = AuditChain.hash(head.hash(), unchained, veil);
        Sql.update(
                connection,
                "insert into audit_event (" + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)",
                unchained.sequence(),
                unchained.at(),
                unchained.actor(),
                unchained.actorType(),
                unchained.tokenId(),
                unchained.door(),
                unchained.address(),
                unchained.action(),
                unchained.subject(),
                unchained.accountId(),
                unchained.before(),
                unchained.after(),
                hash,
                unchained.actorAccountId(),
                veil.salt(),
                veil.address(),
                veil.before(),
                veil.after());
        Sql.update(connection, "update audit_head set hash = ? where id = 1", hash);
    }

    @Override
    public CursorPage<AuditEvent> list(AuditFilter filter, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere("audit:read");
        int most = Inputs.limit(limit);
        Conditions conditions = conditions(filter, reach).andIfGiven("sequence < ?", Inputs.numericCursor(cursor));
        List<AuditEvent> found = database.read(connection -> Sql.list(
                connection,
                SELECT + AuditConditions.newest(filter) + conditions.where() + " order by sequence desc fetch first "
                        + (most + 1) + " rows only",
                JdbcAuditLog::event,
                conditions.values()));
        return CursorPage.of(found, most, AuditEvent::sequence);
    }

    @Override
    public List<AuditEvent> after(long sequence, AuditFilter filter, int limit) {
        Reach reach = access.requireSomewhere("audit:read");
        int most = Inputs.limit(limit);
        Conditions conditions = conditions(filter, reach).and("sequence > ?", sequence);
        return database.read(connection -> Sql.list(
                connection,
                SELECT + conditions.where() + " order by sequence fetch first " + most + " rows only",
                JdbcAuditLog::event,
                conditions.values()));
    }

    @Override
    public void export(AuditFilter filter, Consumer<AuditEvent> consumer) {
        Conditions conditions = conditions(filter, access.requireSomewhere("audit:export"));
        database.read(connection -> {
            Sql.stream(
                    connection,
                    FETCH,
                    SELECT + conditions.where() + " order by sequence",
                    JdbcAuditLog::event,
                    consumer,
                    conditions.values());
            return Boolean.TRUE;
        });
    }

    private Conditions conditions(AuditFilter filter, Reach reach) {
        return AuditConditions.of(filter, reach, tree);
    }

    private static void stream(Connection connection, long last, Consumer<Entry> consumer) throws SQLException {
        Sql.stream(
                connection,
                FETCH,
                SELECT + " where sequence <= ? order by sequence",
                JdbcAuditLog::entry,
                consumer,
                last);
    }

    @Override
    public CursorPage<AuditSeal> seals(@Nullable String cursor, int limit) {
        access.require("audit:verify");
        int most = Inputs.limit(limit);
        Long before = Inputs.numericCursor(cursor);
        return CursorPage.of(
                database.read(connection -> SealTable.list(connection, before, most + 1)), most, AuditSeal::sequence);
    }

    @Override
    public AuditVerification verify() {
        access.require("audit:verify");
        return database.read(connection -> {
            // the seals first: none of them covers more than the head that is read then
            ChainCheck check = new ChainCheck(SealTable.all(connection));
            Head head = head(connection);
            stream(connection, head.sequence(), check);
            // in one statement with the head, so that entries appended meanwhile do not look like forged ones
            Long beyond = Sql.first(
                            connection,
                            "select min(e.sequence) as beyond from audit_event e, audit_head h"
                                    + " where e.sequence > h.sequence",
                            row -> row.getLong("beyond"))
                    .filter(sequence -> sequence > 0)
                    .orElse(null);
            return check.finish(head.sequence(), head.hash(), beyond);
        });
    }

    record Head(long sequence, String hash) {}

    static Head head(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        "select sequence, hash from audit_head where id = 1",
                        row -> new Head(row.getLong("sequence"), row.getString("hash")))
                .orElseThrow(() -> new SQLException("audit_head has lost its row"));
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return entry(row).shown();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Instant at = Sql.instant(row, "recorded");
        AuditEvent event = new AuditEvent(
                row.getLong("sequence"),
                at,
                row.getString("actor"),
                row.getString("actor_type"),
                row.getString("actor_account_id"),
                Sql.optionalLong(row, "token_id"),
                row.getString("door"),
                row.getString("address"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("account_id"),
                row.getString("state_before"),
                row.getString("state_after"),
                row.getString("hash"));
        String salt = row.getString("salt");
        Instant removed = Sql.optionalInstant(row, "removed");
        Veil veil = salt == null && removed == null
                ? null
                : new Veil(
                        salt,
                        row.getString("address_digest"),
                        row.getString("before_digest"),
                        row.getString("after_digest"));
        return new Entry(event, veil, removed);
    }
}
