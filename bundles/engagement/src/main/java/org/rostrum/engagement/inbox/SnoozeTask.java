package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.ResponseClocks;

/** Ends snoozes; one instance for each conversation that is snoozed. */
@Component(service = TimedTask.class)
public final class SnoozeTask implements TimedTask {
    static final String NAME = "inbox-snooze";

    private final Database database;
    private final Clock clock;
    private final InboxStore store;
    private final EventStore events = new EventStore();

    /** @param tables makes the tables */
    @Activate
    public SnoozeTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference ResponseClocks clocks,
            @Reference Clock clock) {
        this.store = new InboxStore(clocks);
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Instant run(Execution execution) {
        return database.transaction(
                        connection -> Optional.ofNullable(wake(connection, Long.parseLong(execution.key()))))
                .orElse(null);
    }

    /** What was changed meanwhile is left alone, unless it was snoozed for longer. */
    private @Nullable Instant wake(Connection connection, long id) throws SQLException {
        InboxProgress.lock(connection);
        InboxConversation conversation = store.find(connection, id).orElse(null);
        if (conversation == null || conversation.status() != Status.SNOOZED) {
            return null;
        }
        Instant until = conversation.snoozedUntil();
        if (until != null && until.isAfter(clock.instant())) {
            return until;
        }
        InboxConversation now =
                Changes.of(conversation).status(Status.OPEN, null).nextVersion().made();
        store.save(connection, now, true);
        events.add(connection, id, clock.instant(), InboxFollower.SELF, Kind.REOPENED, Status.SNOOZED.name(), null);
        return null;
    }
}
