package org.rostrum.webhooks;

import java.util.Optional;
import java.util.Set;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;

/**
 * The end of one webhook. Each is an adapter of its own, with a queue and a circuit of its own: a receiver that does not answer
 * keeps no other one waiting.
 */
final class WebhookTarget implements DeliveryTarget {
    static final String KIND = "webhook";

    private final long id;
    private final WebhookStore store;
    private final Receiver receiver;
    private final SwitchOff switchOff;

    WebhookTarget(long id, WebhookStore store, Receiver receiver, SwitchOff switchOff) {
        this.id = id;
        this.store = store;
        this.receiver = receiver;
        this.switchOff = switchOff;
    }

    static String adapterOf(long webhook) {
        return "webhook-" + webhook;
    }

    @Override
    public String adapter() {
        return adapterOf(id);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public DeliveryReceipt deliver(Delivery delivery) throws DeliveryException {
        WebhookStore.Stored stored =
                store.database().read(connection -> store.find(connection, id)).orElse(null);
        if (stored == null || stored.removed() != null) {
            throw rejected("The webhook was removed.");
        }
        if (!stored.webhook().active()) {
            throw rejected("The webhook is switched off. Switch it on, then replay this.");
        }
        String event = delivery.request().payload();
        try {
            receiver.send(stored, event);
        } catch (Receiver.GoneException gone) {
            String why = "The receiver answered 410 Gone at " + stored.webhook().url() + ".";
            switchOff.because(id, why);
            throw new DeliveryException(FailureCategory.REJECTED, why + " The webhook was switched off.", gone);
        }
        return new DeliveryReceipt(CloudEvents.id(event), null);
    }

    private static DeliveryException rejected(String why) {
        return new DeliveryException(FailureCategory.REJECTED, why, null);
    }

    @Override
    public boolean canFind() {
        return true;
    }

    /** Receivers tell repeats by the event's id: what may have arrived is sent once more. */
    @Override
    public Optional<DeliveryReceipt> find(Delivery delivery) {
        return Optional.empty();
    }
}
