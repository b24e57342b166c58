package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with the news of a CRM or helpdesk.
 *
 * @param adapter its name
 * @param running whether the adapter is installed and configured here
 * @param asked when it was last asked
 * @param answered when it last answered; null when it never did
 * @param failures how many questions in a row failed
 * @param error the last failure in words; null when the last question was answered, and for those who may not know it
 */
public record CaseSourceState(
        String adapter,
        boolean running,
        Instant asked,
        @Nullable Instant answered,
        int failures,
        @Nullable String error) {}
