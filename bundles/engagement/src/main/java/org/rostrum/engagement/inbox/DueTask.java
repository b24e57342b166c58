package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.engagement.EscalationStep;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.Readers;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.Measured;
import org.rostrum.engagement.due.MeasuredStore;
import org.rostrum.engagement.due.ResponseClocks;

/**
 * Warns of what is nearly due, tells what was missed, and escalates it. It knows the moment of what comes next by an index, so that
 * nothing else is looked at.
 */
@Component(service = TimedTask.class)
public final class DueTask implements TimedTask {
    static final String NAME = "response-targets";
    static final String KEY = "all";
    static final String WARNED = "rostrum.engagement.targets.warned";
    static final String MISSED = "rostrum.engagement.targets.missed";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    private static final Duration TURN = Duration.ofSeconds(20);

    private final Database database;
    private final ResponseClocks clocks;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final Escalation escalation;
    private final InboxStore store;
    private final MeasuredStore measured = new MeasuredStore();
    private final EventStore events = new EventStore();

    /** @param tables makes the tables */
    @Activate
    public DueTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference ResponseClocks clocks,
            @Reference TimedWork timedWork,
            @Reference AccessExplanations explanations,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.database = database;
        this.clocks = clocks;
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        this.store = new InboxStore(clocks);
        Readers readers = new Readers(access, explanations);
        this.escalation = new Escalation(
                readers, new InboxWork(store, new ChangeCheck(readers, clock), timedWork, access, audit, clock));
        metrics.describe(WARNED, "Conversations for which a response target was nearly due");
        metrics.describe(MISSED, "Response targets that conversations have missed");
        timedWork.scheduleIfAbsent(NAME, KEY, clock.instant(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Instant run(Execution execution) {
        return access.asSystem(NAME, this::all);
    }

    private Instant all() {
        Instant until = clock.instant().plus(TURN);
        while (clock.instant().isBefore(until)) {
            // each in a transaction of its own, as others wait for the inbox
            if (!database.transaction(this::first)) {
                Instant again = clock.instant().plus(LOOK_AGAIN);
                return database.read(measured::next).filter(again::isAfter).orElse(again);
            }
        }
        // gives other timed work a turn
        return clock.instant();
    }

    /** @return whether there was anything to do */
    private boolean first(Connection connection) throws SQLException {
        InboxProgress.lock(connection);
        List<Measured> due = measured.due(connection, clock.instant(), 1);
        for (Measured one : due) {
            InboxConversation conversation = store.find(connection, one.conversationId())
                    .orElseThrow(() -> new IllegalStateException("Something is due of conversation "
                            + one.conversationId() + ", which is not in the inbox"));
            ResponseClocks.Moment moment =
                    clocks.moment(connection, one, conversation).orElse(null);
            if (moment != null) {
                measured.update(connection, moment.after());
                tell(connection, conversation, moment);
            }
            clocks.follow(
                    connection, store.find(connection, one.conversationId()).orElse(conversation));
        }
        return !due.isEmpty();
    }

    private void tell(Connection connection, InboxConversation conversation, ResponseClocks.Moment moment)
            throws SQLException {
        Measured now = moment.after();
        String detail = now.measure() + " " + now.due();
        if (moment.warns()) {
            metrics.count(WARNED, 1);
            add(connection, conversation.id(), Kind.WARNED, detail);
        }
        if (moment.misses()) {
            metrics.count(MISSED, 1);
            add(connection, conversation.id(), Kind.MISSED, detail);
        }
        for (EscalationStep step : moment.steps()) {
            InboxConversation present =
                    store.find(connection, conversation.id()).orElse(conversation);
            String outcome = escalation.done(connection, present, step);
            add(connection, conversation.id(), Kind.ESCALATED, step.action() + " " + step.value() + outcome);
        }
        store.touch(connection, conversation.id());
    }

    private void add(Connection connection, long id, Kind kind, String detail) throws SQLException {
        events.add(connection, id, clock.instant(), Requester.of(access.caller()), kind, detail, null);
    }
}
