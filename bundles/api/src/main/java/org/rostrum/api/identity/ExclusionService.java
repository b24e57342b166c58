package org.rostrum.api.identity;

import java.util.List;
import org.rostrum.api.security.RequiresPermission;

/**
 * Which permissions must not meet in one person. A pair is looked at whenever a role is granted, changed or prolonged, a group
 * gets a member or somebody stands in for somebody: what would bring it together is refused.
 */
public interface ExclusionService {
    /** Ordered by id. */
    @RequiresPermission("roles:read")
    List<Exclusion> exclusions();

    /**
     * Makes a pair.
     *
     * @param reason why, 1 to 500 characters
     * @throws org.rostrum.api.problem.Problem INVALID when one of them is no permission or one holds the other, CONFLICT when
     *     there is the pair already or somebody (who is named) holds both
     */
    @RequiresPermission("roles:write")
    Exclusion exclude(String first, String second, String reason);

    @RequiresPermission("roles:write")
    void remove(long id);
}
