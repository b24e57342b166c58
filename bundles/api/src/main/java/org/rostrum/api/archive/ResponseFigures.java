package org.rostrum.api.archive;

import org.jspecify.annotations.Nullable;

/**
 * How fast conversations were answered first.
 *
 * @param conversations conversations whose first inbound activity falls into the period
 * @param answered those of them that have a first response (whenever it came)
 * @param medianSeconds discrete median (the smallest value that at least half of them do not exceed, as SQL's
 *     {@code percentile_disc(0.5)}); null when none was answered
 * @param p90Seconds the same for 90 %, {@code percentile_disc(0.9)}
 */
public record ResponseFigures(
        long conversations, long answered, @Nullable Long medianSeconds, @Nullable Long p90Seconds) {}
