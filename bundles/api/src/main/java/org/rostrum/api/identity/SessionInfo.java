package org.rostrum.api.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is signed in.
 *
 * @param id names the session and is no secret
 * @param lastSeen to the minute
 * @param address network address it was opened from
 * @param agent what the browser calls itself; null when it did not say
 * @param current whether it is the one that asks
 */
public record SessionInfo(
        String id,
        String user,
        Instant created,
        Instant lastSeen,
        Instant expires,
        @Nullable String address,
        @Nullable String agent,
        boolean current) {}
