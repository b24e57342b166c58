package org.rostrum.api.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role given to a user or a group, for an account and all below it, for a time.
 *
 * @param user who holds it; null when a group does
 * @param group whose members hold it; null when a user does
 * @param role name of the role
 * @param accountId where it counts, and below; null for the whole installation
 * @param starts from when on it counts
 * @param ends when it stops counting; null for never. A grant that was revoked ended then.
 * @param grantedBy who gave it
 * @param reason why, in words; null when nothing was said
 * @param version counts changes from 1; the ETag
 */
public record Grant(
        long id,
        @Nullable String user,
        @Nullable String group,
        String role,
        @Nullable String accountId,
        Instant starts,
        @Nullable Instant ends,
        String grantedBy,
        @Nullable String reason,
        Instant created,
        long version) {
    /** Whether it counts at this time. */
    public boolean countsAt(Instant time) {
        return !time.isBefore(starts) && !hasEndedAt(time);
    }

    public boolean hasEndedAt(Instant time) {
        Instant end = ends;
        return end != null && !time.isBefore(end);
    }
}
