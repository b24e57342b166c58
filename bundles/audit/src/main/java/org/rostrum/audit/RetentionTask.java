package org.rostrum.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.security.Access;

/**
 * Removes the details of entries whose time is over, once a day, always from the first entry on. Each piece is one transaction
 * with an entry that says how far it went: details that are gone without one are found by verifying.
 */
@Component(service = TimedTask.class, immediate = true, configurationPid = "org.rostrum.audit.retention")
@Designate(ocd = RetentionConfig.class)
public final class RetentionTask implements TimedTask {
    /** Entries that say how far details were removed; they and the keys of seals keep theirs. */
    static final String ACTION = "audit.remove-details";

    static final String NAME = "audit-retention";
    private static final String KEPT = " and action not like 'audit.%'";
    private static final long NONE = -1;
    private static final Duration EVERY = Duration.ofDays(1);

    private final Database database;
    private final JdbcAuditLog auditLog;
    private final Access access;
    private final Clock clock;
    private final int days;
    private final int piece;

    @Activate
    public RetentionTask(
            @Reference Database database,
            @Reference JdbcAuditLog auditLog,
            @Reference TimedWork work,
            @Reference Access access,
            @Reference Clock clock,
            RetentionConfig config) {
        this(database, auditLog, work, access, clock, config.detailsDays(), 1_000);
    }

    RetentionTask(
            Database database, JdbcAuditLog auditLog, TimedWork work, Access access, Clock clock, int days, int piece) {
        if (days < 0) {
            throw new IllegalArgumentException("org.rostrum.audit.retention: detailsDays = " + days
                    + " is not possible; set 0 to keep details for ever, or the number of days.");
        }
        this.database = database;
        this.auditLog = auditLog;
        this.access = access;
        this.clock = clock;
        this.days = days;
        this.piece = piece;
        work.scheduleIfAbsent(NAME, NAME, clock.instant(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Instant run(Execution execution) {
        if (days > 0) {
            Instant until = clock.instant().minus(Duration.ofDays(days));
            while (access.asSystem(NAME, () -> database.transaction(connection -> removePiece(connection, until)))) {
                // the next piece
            }
        }
        return clock.instant().plus(EVERY);
    }

    /** @return whether there may be more */
    private boolean removePiece(Connection connection, Instant until) throws SQLException {
        // clocks may have been put back: never past an entry that is to be kept
        long kept = first(connection, "where recorded >= ?", until);
        long last = kept == NONE ? JdbcAuditLog.head(connection).sequence() : kept - 1;
        long from = first(connection, "where salt is not null and sequence <= ?" + KEPT, last);
        if (from == NONE) {
            return false;
        }
        long to = Math.min(last, from + piece - 1);
        int removed = Sql.update(
                connection,
                "update audit_event set address = null, state_before = null, state_after = null, salt = null, removed = ?"
                        + " where sequence >= ? and sequence <= ? and salt is not null" + KEPT,
                clock.instant(),
                from,
                to);
        auditLog.record(
                ACTION,
                "audit-event/" + from + "-" + to,
                null,
                null,
                "{\"upTo\":" + to + ",\"entries\":" + removed + "}");
        return to < last;
    }

    private static long first(Connection connection, String where, Object value) throws SQLException {
        return Sql.first(
                        connection,
                        "select coalesce(min(sequence), " + NONE + ") as first_one from audit_event " + where,
                        row -> row.getLong("first_one"),
                        value)
                .orElse(NONE);
    }
}
