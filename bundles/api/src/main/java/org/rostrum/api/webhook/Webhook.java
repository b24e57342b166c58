package org.rostrum.api.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told what happens.
 *
 * @param accountId whose events, those of all accounts below included; null for the whole installation
 * @param types that are told; empty for all
 * @param offReason why the server switched it off; null when it did not
 * @param oldSecretUntil until when the secret before the present one signs, too; null when there is none
 */
public record Webhook(
        long id,
        @Nullable String accountId,
        String name,
        String url,
        List<String> types,
        boolean active,
        @Nullable String offReason,
        @Nullable Instant oldSecretUntil,
        Instant created,
        Instant changed,
        long version) {
    public Webhook {
        types = List.copyOf(types);
    }

    public boolean wants(String type) {
        return types.isEmpty() || types.contains(type);
    }
}
