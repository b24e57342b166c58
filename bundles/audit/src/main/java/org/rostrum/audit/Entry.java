package org.rostrum.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;

/**
 * An entry as it is kept.
 *
 * @param event with its details, as far as they are there
 * @param veil null of entries that were written before there was one
 * @param removed when its details were removed; null when they were not
 */
record Entry(AuditEvent event, @Nullable Veil veil, @Nullable Instant removed) {
    /** As it is shown: where details were removed, {@code after} says when. */
    AuditEvent shown() {
        return removed == null
                ? event
                : new AuditEvent(
                        event.sequence(),
                        event.at(),
                        event.actor(),
                        event.actorType(),
                        event.actorAccountId(),
                        event.tokenId(),
                        event.door(),
                        null,
                        event.action(),
                        event.subject(),
                        event.accountId(),
                        null,
                        "{\"detailsRemoved\":\"" + removed + "\"}",
                        event.hash());
    }
}
