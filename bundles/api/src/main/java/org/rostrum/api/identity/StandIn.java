package org.rostrum.api.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who stands in for somebody else during an absence: what the absent one holds, the other holds, too, but not for
 * whom the absent one stands in.
 *
 * @param user who is absent
 * @param standIn who stands in
 * @param starts from when on
 * @param ends until when; after at most a year
 * @param createdBy who set it
 */
public record StandIn(
        long id,
        String user,
        String standIn,
        Instant starts,
        Instant ends,
        @Nullable String reason,
        String createdBy,
        Instant created) {}
