package org.rostrum.webhooks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.LifeCycleFeed;
import org.rostrum.api.webhook.WebhookEventType;

/** A feed that a test writes. */
final class TestFeed implements LifeCycleFeed {
    static final String TYPE = "org.rostrum.conversation.assigned";

    private final List<LifeCycleEvent> events = new CopyOnWriteArrayList<>();

    void add(LifeCycleEvent event) {
        events.add(event);
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public List<WebhookEventType> types() {
        return List.of(new WebhookEventType(TYPE, "Somebody was given it"));
    }

    @Override
    public long last() {
        return events.size();
    }

    @Override
    public Part after(long position, int most) {
        List<LifeCycleEvent> found = events.stream().skip(position).limit(most).toList();
        return new Part(found, position + found.size());
    }
}
