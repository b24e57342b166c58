package org.rostrum.api.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of checking the chain.
 *
 * @param intact whether every row, segment and sum fits
 * @param activities how many rows were read
 * @param segments how many segments had their seals checked; those that are full, so none in a small archive
 * @param headHash hash of the last row, to be noted elsewhere: it proves later that nothing was cut off the end
 * @param findings what does not fit, at most 100, in order of sequence
 */
public record ArchiveVerification(
        boolean intact, long activities, int segments, @Nullable String headHash, List<Finding> findings) {
    /**
     * @param kind CHANGED, REMOVED, INSERTED, SEGMENT (a segment's seal does not fit), ROLLUP (a sum disagrees)
     * @param sequence where; null for sums
     */
    public record Finding(Kind kind, @Nullable Long sequence, String detail) {}

    /** What was done to the archive. */
    public enum Kind {
        CHANGED,
        REMOVED,
        INSERTED,
        SEGMENT,
        ROLLUP
    }

    public ArchiveVerification {
        findings = List.copyOf(findings);
    }
}
