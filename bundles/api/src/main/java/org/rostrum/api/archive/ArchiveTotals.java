package org.rostrum.api.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param first publication time of the earliest activity; null while the archive is empty
 * @param last publication time of the latest activity
 * @param lastArchived when something was stored last
 */
public record ArchiveTotals(
        long activities,
        long inbound,
        long outbound,
        long conversations,
        long contacts,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Instant lastArchived) {}
