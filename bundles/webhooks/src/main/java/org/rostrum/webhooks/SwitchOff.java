package org.rostrum.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.webhook.Webhook;

/** Switches a webhook off that nobody wants to be told by any more. */
final class SwitchOff {
    private final WebhookStore store;
    private final AuditLog audit;
    private final Clock clock;

    SwitchOff(WebhookStore store, AuditLog audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    void because(long id, String why) {
        store.database().transact(connection -> because(connection, id, why));
    }

    private void because(Connection connection, long id, String why) throws SQLException {
        Webhook before =
                store.find(connection, id).map(WebhookStore.Stored::webhook).orElse(null);
        if (before == null || !before.active()) {
            return;
        }
        Instant now = clock.instant();
        String reason = why.length() > 500 ? why.substring(0, 500) : why;
        Webhook after = new Webhook(
                id,
                before.accountId(),
                before.name(),
                before.url(),
                before.types(),
                false,
                reason,
                before.oldSecretUntil(),
                before.created(),
                now,
                before.version() + 1);
        // whoever has changed it meanwhile knows better
        if (store.update(connection, after, before.version())) {
            audit.record(
                    "webhook.switch-off",
                    "webhook/" + id,
                    before.accountId(),
                    CloudEvents.of(before),
                    CloudEvents.of(after));
        }
    }
}
