package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lead or ticket is, as far as the system that has it has told.
 *
 * @param stage NEW until it has told something
 * @param wording what that system calls the stage; empty until it has told something
 * @param since when the stage began, by that system's clock; null until it has told something
 * @param reason why it ended as it did; empty when nobody said
 * @param worth null when that is not known
 */
public record CaseStatus(
        CaseStage stage, String wording, @Nullable Instant since, String reason, @Nullable Worth worth) {
    /** Of a case of which nothing was heard. */
    public static final CaseStatus UNHEARD = new CaseStatus(CaseStage.NEW, "", null, "", null);
}
