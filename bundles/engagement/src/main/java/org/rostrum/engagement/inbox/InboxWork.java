package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.assignment.Unassigned;
import org.rostrum.engagement.cases.CaseUpdatesTask;

/** What people do with a conversation, told in its events and in the audit trail. */
final class InboxWork {
    private final ChangeCheck check;
    private final TimedWork timedWork;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final InboxStore store;
    private final EventStore events = new EventStore();

    InboxWork(InboxStore store, ChangeCheck check, TimedWork timedWork, Access access, AuditLog audit, Clock clock) {
        this.store = store;
        this.check = check;
        this.timedWork = timedWork;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    static String subject(long id) {
        return "conversation/" + id;
    }

    /** Nothing is written when it cannot be done. */
    InboxConversation change(Connection connection, InboxConversation before, InboxChange change) throws SQLException {
        InboxConversation after = check.applied(before, change);
        store.save(connection, after, true);
        store.setLabels(connection, after.id(), after.labels());
        if (after.status() == Status.SNOOZED && after.snoozedUntil() != null) {
            timedWork.schedule(SnoozeTask.NAME, Long.toString(after.id()), after.snoozedUntil(), "");
        }
        tell(connection, before, after);
        audit.record("inbox.change", subject(after.id()), after.accountId(), InboxJson.of(before), InboxJson.of(after));
        // with what is due now
        return store.find(connection, after.id()).orElse(after);
    }

    private void tell(Connection connection, InboxConversation before, InboxConversation after) throws SQLException {
        String assignee = after.assignee() == null ? "" : after.assignee();
        if (!assignee.equals(before.assignee() == null ? "" : before.assignee())) {
            add(connection, after, Kind.ASSIGNED, assignee, null);
            // no policy decides it any more
            Unassigned.remove(connection, after.id());
        }
        if (after.status() != before.status()
                || (after.snoozedUntil() != null && !after.snoozedUntil().equals(before.snoozedUntil()))) {
            String until = after.snoozedUntil() == null ? "" : " " + after.snoozedUntil();
            add(connection, after, Kind.STATUS, after.status().name() + until, null);
            // whoever has a lead or ticket of it may want to know
            timedWork.hurry(CaseUpdatesTask.NAME, CaseUpdatesTask.KEY);
        }
        if (after.priority() != before.priority()) {
            add(connection, after, Kind.PRIORITY, after.priority().name(), null);
        }
        if (!after.labels().equals(before.labels())) {
            add(connection, after, Kind.LABELS, String.join(", ", after.labels()), null);
        }
    }

    InboxEvent add(Connection connection, InboxConversation of, Kind kind, String detail, @Nullable Long deliveryId)
            throws SQLException {
        return events.add(
                connection, of.id(), clock.instant(), Requester.of(access.caller()), kind, detail, deliveryId);
    }
}
