package org.rostrum.api.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant to be made; it names either a user or a group.
 *
 * @param accountId null for the whole installation
 * @param starts null for now
 * @param ends null for no end
 * @param reason up to 500 characters; null when there is nothing to say
 */
public record NewGrant(
        @Nullable String user,
        @Nullable String group,
        String role,
        @Nullable String accountId,
        @Nullable Instant starts,
        @Nullable Instant ends,
        @Nullable String reason) {}
