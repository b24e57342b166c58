package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.MeasuredStore;
import org.rostrum.engagement.due.ResponseClocks;

/** Tells a conversation what became of its replies; one that was not delivered opens it again. */
@Component(service = DeliveryListener.class)
public final class ReplyOutcomes implements DeliveryListener {
    private final Database database;
    private final Clock clock;
    private final InboxStore store;
    private final EventStore events = new EventStore();
    private final MeasuredStore measured = new MeasuredStore();

    /** @param tables makes the tables */
    @Activate
    public ReplyOutcomes(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference ResponseClocks clocks,
            @Reference Clock clock) {
        this.store = new InboxStore(clocks);
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void deliveryFinished(Delivery delivery) {
        if (delivery.request().idempotencyKey().startsWith("reply/")) {
            database.transact(connection -> told(connection, delivery));
        }
    }

    private void told(Connection connection, Delivery delivery) throws SQLException {
        Optional<InboxEvent> reply = events.reply(connection, delivery.id());
        if (reply.isEmpty()) {
            return;
        }
        long id = reply.get().conversationId();
        InboxProgress.lock(connection);
        store.touch(connection, id);
        if (delivery.state() == Delivery.State.DELIVERED) {
            String where = delivery.externalUrl() == null ? delivery.externalId() : delivery.externalUrl();
            add(connection, id, Kind.DELIVERED, where == null ? "" : where, delivery.id());
            return;
        }
        String why = delivery.error() == null ? delivery.state().name() : delivery.error();
        add(connection, id, Kind.FAILED, why, delivery.id());
        InboxConversation conversation = store.find(connection, id).orElse(null);
        if (conversation != null && conversation.status() == Status.PENDING) {
            Instant before =
                    events.answeredBefore(connection, id, delivery.id()).orElse(null);
            Instant waiting = measured.lastWait(connection, id).orElse(conversation.lastInbound());
            store.save(
                    connection,
                    Changes.of(conversation)
                            .unanswered(before, waiting)
                            .status(Status.OPEN, null)
                            .nextVersion()
                            .made(),
                    true);
        }
    }

    private void add(Connection connection, long id, Kind kind, String detail, long deliveryId) throws SQLException {
        events.add(connection, id, clock.instant(), InboxFollower.SELF, kind, detail, deliveryId);
    }
}
