package org.rostrum.api.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.OpenToAnyone;

/**
 * The sessions of browsers. Everybody sees and ends their own; those of others need the permission {@code sessions:any} at the
 * account of the user.
 */
public interface SessionService {
    /**
     * The latest used first.
     *
     * @param user whose; null for the caller's
     */
    @OpenToAnyone(reason = "everybody sees their own sessions; those of others are checked", signedIn = true)
    List<SessionInfo> sessions(@Nullable String user);

    /**
     * Ends a session at once.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when there is no such session, or one that the caller may not end
     */
    @OpenToAnyone(reason = "everybody may end their own sessions; those of others are checked", signedIn = true)
    void end(String id);

    /**
     * Ends all sessions of a user, also at other doors than HTTP, but for the one that asks.
     *
     * @param user whose; null for the caller's
     */
    @OpenToAnyone(reason = "everybody may end their own sessions; those of others are checked", signedIn = true)
    void endAll(@Nullable String user);
}
