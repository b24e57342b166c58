package org.rostrum.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.WebhookEventType;

/** Tells what became of leads, tickets, replies and mail, in the transaction that ends them. Of webhooks themselves nothing is told. */
@Component(service = DeliveryListener.class)
public final class DeliveryEnds implements DeliveryListener {
    static final List<WebhookEventType> TYPES = List.of(
            new WebhookEventType("org.rostrum.delivery.delivered", "A lead, ticket, reply or mail has arrived"),
            new WebhookEventType("org.rostrum.delivery.dead", "One could not be delivered and waits for a person"),
            new WebhookEventType("org.rostrum.delivery.discarded", "A person decided that one shall not be sent"));

    private final WebhookStore store;
    private final Telling telling;
    private final Clock clock;

    @Activate
    public DeliveryEnds(@Reference WebhookStore store, @Reference Telling telling, @Reference Clock clock) {
        this.store = store;
        this.telling = telling;
        this.clock = clock;
    }

    @Override
    public void deliveryFinished(Delivery delivery) {
        if (!delivery.request().kind().equals(WebhookTarget.KIND)) {
            store.database().transact(connection -> telling.tell(connection, List.of(event(delivery))));
        }
    }

    private LifeCycleEvent event(Delivery delivery) {
        Instant finished = delivery.finished();
        Instant at = finished == null ? clock.instant() : finished;
        ObjectNode data = CloudEvents.object();
        data.put("delivery", Long.toString(delivery.id()));
        data.put("kind", delivery.request().kind());
        data.put("adapter", delivery.request().adapter());
        data.put("about", delivery.request().subject());
        data.put("attempts", delivery.attempts());
        data.put("externalId", delivery.externalId());
        data.put("category", delivery.category() == null ? null : String.valueOf(delivery.category()));
        data.put("error", delivery.error());
        String state = delivery.state().name().toLowerCase(Locale.ROOT);
        return new LifeCycleEvent(
                // a dead letter that is replayed may die once more
                "delivery-" + delivery.id() + "-" + state + "-" + at.toEpochMilli(),
                "org.rostrum.delivery." + state,
                delivery.request().accountId(),
                null,
                "delivery/" + delivery.id(),
                at,
                data.toString());
    }
}
