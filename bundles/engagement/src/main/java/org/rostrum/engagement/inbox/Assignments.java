package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.engagement.assignment.Assigner;
import org.rostrum.engagement.assignment.Choice;
import org.rostrum.engagement.assignment.Shift;

/** Writes down whom a policy gives conversations to. */
final class Assignments {
    private final InboxStore store;
    private final Clock clock;
    private final EventStore events = new EventStore();

    Assignments(InboxStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What has been saved by what was said.
     *
     * @param before null when it has come in now
     */
    void said(Connection connection, Shift shift, @Nullable InboxConversation before, InboxConversation now)
            throws SQLException {
        shift.changed(before, now);
        if (now.status() == Status.OPEN && (before == null || before.status() != Status.OPEN)) {
            Optional<Choice> choice = shift.come(now);
            if (choice.isPresent()) {
                give(connection, shift, now, choice.get());
            }
        }
    }

    void give(Connection connection, Shift shift, InboxConversation before, Choice choice) throws SQLException {
        InboxConversation now =
                Changes.of(before).assignee(choice.user()).nextVersion().made();
        store.save(connection, now, true);
        events.add(connection, now.id(), clock.instant(), Assigner.SELF, Kind.AUTO_ASSIGNED, choice.detail(), null);
        shift.changed(before, now);
    }
}
