package org.rostrum.webhooks;

import java.time.Duration;
import java.time.Instant;

/** Forgets, once an hour, what is too old to be replayed, and webhooks that were removed as long ago. */
final class Forgetting {
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final WebhookStore store;
    private final Duration kept;
    private final EventLog log = new EventLog();
    private volatile Instant next = Instant.MIN;

    Forgetting(WebhookStore store, Duration kept) {
        this.store = store;
        this.kept = kept;
    }

    void at(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        store.database().transact(connection -> {
            log.forget(connection, now.minus(kept));
            store.forgetRemoved(connection, now.minus(kept));
        });
    }
}
