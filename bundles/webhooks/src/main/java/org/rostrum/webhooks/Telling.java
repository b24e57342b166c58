package org.rostrum.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.Webhook;

/** Makes deliveries of events, in the transaction that decides so. All of a conversation have one subject, which keeps their order. */
@Component(service = Telling.class)
public final class Telling {
    private final WebhookStore store;
    private final AccountTree tree;
    private final DeliveryService deliveries;
    private final Clock clock;
    private final EventLog log = new EventLog();

    @Activate
    public Telling(
            @Reference WebhookStore store,
            @Reference AccountTree tree,
            @Reference DeliveryService deliveries,
            @Reference Clock clock) {
        this.store = store;
        this.tree = tree;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Tells new events to all whom they concern. What is known already is not told again. */
    void tell(Connection connection, List<LifeCycleEvent> events) throws SQLException {
        List<Webhook> webhooks = events.isEmpty() ? List.of() : store.active(connection);
        List<DeliveryRequest> requests = new ArrayList<>();
        for (LifeCycleEvent event : events) {
            List<Webhook> concerned = webhooks.stream()
                    .filter(webhook -> concerns(webhook, event))
                    .toList();
            if (!concerned.isEmpty() && log.add(connection, event, clock.instant())) {
                concerned.forEach(webhook -> requests.add(request(webhook, event, "")));
            }
        }
        deliveries.enqueueAll(requests);
    }

    /** Tells one webhook what it was, or could have been, told before. */
    int again(Connection connection, Webhook webhook, List<LifeCycleEvent> events) throws SQLException {
        String mark = "/replay/" + store.nextReplay(connection, webhook.id());
        List<DeliveryRequest> requests = events.stream()
                .filter(event -> concerns(webhook, event))
                .map(event -> request(webhook, event, mark))
                .toList();
        deliveries.enqueueAll(requests);
        return requests.size();
    }

    private boolean concerns(Webhook webhook, LifeCycleEvent event) {
        String owner = webhook.accountId();
        String account = event.accountId();
        return webhook.wants(event.type())
                && (owner == null || (account != null && tree.lineage(account).contains(owner)));
    }

    private DeliveryRequest request(Webhook webhook, LifeCycleEvent event, String replay) {
        Long conversation = event.conversationId();
        return new DeliveryRequest(
                WebhookTarget.KIND,
                WebhookTarget.adapterOf(webhook.id()),
                webhook.accountId(),
                conversation == null ? event.subject() : "conversation/" + conversation,
                "webhook/" + webhook.id() + "/" + event.id() + replay,
                CloudEvents.of(event, store.mark()),
                List.of());
    }
}
