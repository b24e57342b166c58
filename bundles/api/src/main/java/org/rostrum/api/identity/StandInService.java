package org.rostrum.api.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.OpenToAnyone;

/**
 * Who stands in for whom. Everybody sees and sets it for themselves; to set it for others needs the permission
 * {@code users:write} for the whole installation, as what the absent one is given later comes to who stands in; to see it
 * {@code users:read} at the account of who is absent. Nobody can have somebody stand in for one who may do more than they.
 */
public interface StandInService {
    /** Those that count or will count in which the caller takes part, or whose absent one the caller may see. By start. */
    @OpenToAnyone(reason = "everybody sees who stands in for them, and for whom they do", signedIn = true)
    List<StandIn> standIns();

    /**
     * Sets somebody who stands in.
     *
     * @param user who is absent
     * @param starts null for now
     * @param reason up to 500 characters
     * @throws org.rostrum.api.problem.Problem INVALID when there is no such user or the time is not possible, FORBIDDEN when the
     *     caller is neither the absent one nor may manage them, CONFLICT when two permissions would meet that must not
     */
    @OpenToAnyone(reason = "everybody may name who stands in for them; for others it is checked", signedIn = true)
    StandIn standIn(String user, String standIn, @Nullable Instant starts, Instant ends, @Nullable String reason);

    /** Ends it now, or has it never begin. */
    @OpenToAnyone(reason = "everybody may end what they are part of; for others it is checked", signedIn = true)
    void end(long id);
}
