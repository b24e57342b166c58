package org.rostrum.api.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * Who holds which role where and when. A change counts at once, also for those who are signed in. Nobody can give away rights
 * they do not have, nor take away from somebody rights they do not have; the last administrator of the installation stays one.
 */
public interface GrantService {
    /**
     * Gives a role. The caller needs the permission for the account, or for the whole installation when the grant is.
     *
     * @throws org.rostrum.api.problem.Problem INVALID when user, group, role or account are unknown or the end is not after the
     *     start; FORBIDDEN when the role allows more than the caller may do there; CONFLICT when the same is granted already, or
     *     when two permissions would meet that must not (see {@link Exclusion})
     */
    @RequiresPermission("grants:write")
    Grant give(NewGrant grant);

    @RequiresPermission("grants:read")
    Optional<Grant> find(long id);

    /** Newest first; those of accounts for which the caller may not read grants are left out. */
    @RequiresPermission("grants:read")
    CursorPage<Grant> list(GrantFilter filter, @Nullable String cursor, int limit);

    /**
     * Sets when a grant ends. It stays on record.
     *
     * @param ends null for no end; a time that is not in the future ends it now
     * @throws org.rostrum.api.problem.Problem CONFLICT when it has ended already or gives the last administrator
     */
    @RequiresPermission("grants:write")
    Grant end(long id, @Nullable Instant ends, long expectedVersion);
}
