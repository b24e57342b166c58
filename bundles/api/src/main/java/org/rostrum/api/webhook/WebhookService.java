package org.rostrum.api.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** Outgoing webhooks. Each permission is asked for at the webhook's account, for the whole installation when it has none. */
public interface WebhookService {
    /** By id. */
    @RequiresPermission("webhooks:read")
    CursorPage<Webhook> list(@Nullable String cursor, int limit);

    @RequiresPermission("webhooks:read")
    Optional<Webhook> find(long id);

    /** Every type of events that this server can tell, by name. */
    @RequiresPermission("webhooks:read")
    List<WebhookEventType> types();

    /** @param accountId whose events; null for the whole installation */
    @RequiresPermission("webhooks:change")
    WebhookSecret create(@Nullable String accountId, WebhookDraft draft);

    /** Replaces all but account and secret. Switched on again, it is told what happens from then on. */
    @RequiresPermission("webhooks:change")
    Webhook change(long id, WebhookDraft draft, long expectedVersion);

    /** What was not delivered to it waits on the dead-letter desk. */
    @RequiresPermission("webhooks:change")
    void remove(long id, long expectedVersion);

    /** Makes a new secret; for a while the one before signs as well. */
    @RequiresPermission("webhooks:change")
    WebhookSecret rotate(long id);

    /** Sends a ping at once, and tells how it went. */
    @RequiresPermission("webhooks:change")
    WebhookTrial test(long id);

    /** Newest first. */
    @RequiresPermission("webhooks:read")
    CursorPage<WebhookDelivery> deliveries(long id, @Nullable String cursor, int limit);

    /**
     * Sends again what was recorded in a period, in its order and with the ids it had.
     *
     * @param from inclusive
     * @param to exclusive
     * @return how many events
     */
    @RequiresPermission("webhooks:change")
    int replay(long id, Instant from, Instant to);
}
