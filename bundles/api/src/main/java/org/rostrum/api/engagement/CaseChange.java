package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that another system told of a lead or ticket; never changed afterwards.
 *
 * @param adapter which one told it
 * @param happened by the other system's clock
 * @param received by ours
 * @param author who did it there
 * @param stage from then on; null unless the kind is STAGE
 * @param wording what the other system calls that stage; empty for other kinds
 * @param text what was written, or why the case ended as it did; may be empty
 * @param worth what the case is worth from then on; null when that was not told
 */
public record CaseChange(
        long id,
        String adapter,
        Instant happened,
        Instant received,
        String author,
        Kind kind,
        @Nullable CaseStage stage,
        String wording,
        String text,
        @Nullable Worth worth) {
    /** What happened. */
    public enum Kind {
        STAGE,
        /** Written for colleagues. */
        COMMENT,
        /** Written for the customer, and not sent by the other system. */
        ANSWER
    }
}
