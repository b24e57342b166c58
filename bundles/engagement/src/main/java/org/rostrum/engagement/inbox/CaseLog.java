package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.due.ResponseClocks;

/** Tells conversations what became of their leads and tickets. */
public final class CaseLog {
    private final InboxStore store;
    private final EventStore events = new EventStore();

    public CaseLog(ResponseClocks clocks) {
        this.store = new InboxStore(clocks);
    }

    /** Has those who look at it look again, as its lead or ticket is another one. The inbox must be locked. */
    public void touch(Connection connection, long id) throws SQLException {
        store.touch(connection, id);
    }

    /**
     * Adds it. The inbox must be locked.
     *
     * @param id of the conversation, as the archive has it now
     * @param calls whether somebody has to act: a conversation that nobody looks at is opened again
     */
    public void add(
            Connection connection, long id, Instant happened, Requester actor, Kind kind, String detail, boolean calls)
            throws SQLException {
        events.add(connection, id, happened, actor, kind, detail, null);
        InboxConversation conversation = store.find(connection, id).orElse(null);
        if (conversation == null) {
            // older than what the inbox shows
            return;
        }
        if (!calls || conversation.status() == Status.OPEN) {
            store.touch(connection, id);
            return;
        }
        store.save(
                connection,
                Changes.of(conversation)
                        .status(Status.OPEN, null)
                        .openedSince(happened)
                        .nextVersion()
                        .made(),
                true);
        events.add(
                connection,
                id,
                happened,
                InboxFollower.SELF,
                Kind.REOPENED,
                conversation.status().name(),
                null);
    }
}
