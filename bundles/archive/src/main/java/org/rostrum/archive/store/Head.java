package org.rostrum.archive.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the archive ends.
 *
 * @param lastSegment number of the last sealed segment; 0 when there is none
 * @param segmentHash its seal
 * @param lastConversation highest conversation id given out
 * @param lastContact highest contact id given out; as contacts stay, also their number
 */
public record Head(
        long lastSequence,
        Hash lastHash,
        int lastSegment,
        Hash segmentHash,
        long lastConversation,
        long lastContact,
        @Nullable Instant lastArchived) {}
