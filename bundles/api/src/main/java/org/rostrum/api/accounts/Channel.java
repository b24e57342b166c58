package org.rostrum.api.accounts;

import java.time.Instant;
import java.util.Map;

/**
 * A connected profile, mailbox, feed or file source of an account.
 *
 * @param id lower-case letters, digits, dots, underscores and hyphens, 1 to 128; never changes
 * @param connector the connector type, such as {@code feed}
 * @param name for people
 * @param settings the connector's configuration without its secrets
 * @param state whether it is polled
 * @param version counts changes from 1; the ETag
 */
public record Channel(
        String id,
        String accountId,
        String connector,
        String name,
        Map<String, String> settings,
        State state,
        Instant created,
        long version) {
    /** Whether the channel is worked. */
    public enum State {
        ACTIVE,
        PAUSED
    }

    public Channel {
        settings = Map.copyOf(settings);
    }
}
