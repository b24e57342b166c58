package org.rostrum.testkit;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.audit.AuditSeal;
import org.rostrum.api.audit.AuditVerification;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;

/** Remembers what was recorded, in memory and outside of any transaction. */
public final class RecordingAuditLog implements AuditLog {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private final Access access;

    /** Every entry is of the user "tester". */
    public RecordingAuditLog() {
        this(FixedAccess.everything());
    }

    /** Entries are of whom the access names. */
    public RecordingAuditLog(Access access) {
        this.access = access;
    }

    /** What was recorded so far, oldest first. */
    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /** The actions recorded so far, oldest first. */
    public List<String> actions() {
        return events.stream().map(AuditEvent::action).toList();
    }

    @Override
    public synchronized void record(
            String action,
            String subject,
            @Nullable String accountId,
            @Nullable String before,
            @Nullable String after) {
        Caller caller = access.caller();
        events.add(new AuditEvent(
                events.size() + 1L,
                Instant.EPOCH,
                caller.name(),
                caller.type().name(),
                caller.accountId(),
                caller.tokenId(),
                caller.door(),
                caller.address(),
                action,
                subject,
                accountId,
                before,
                after,
                ""));
    }

    @Override
    public CursorPage<AuditEvent> list(AuditFilter filter, @Nullable String cursor, int limit) {
        return new CursorPage<>(events, null);
    }

    @Override
    public List<AuditEvent> after(long sequence, AuditFilter filter, int limit) {
        return events.stream()
                .filter(event -> event.sequence() > sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public void export(AuditFilter filter, Consumer<AuditEvent> consumer) {
        events.forEach(consumer);
    }

    @Override
    public CursorPage<AuditSeal> seals(@Nullable String cursor, int limit) {
        return new CursorPage<>(List.of(), null);
    }

    @Override
    public AuditVerification verify() {
        return new AuditVerification(true, events.size(), null, null, "0".repeat(64), 0, null, List.of());
    }
}
