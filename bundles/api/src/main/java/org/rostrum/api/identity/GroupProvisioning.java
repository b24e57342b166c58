package org.rostrum.api.identity;

import java.util.Optional;
import org.rostrum.api.security.RequiresPermission;

/**
 * Groups as an identity provider keeps them; see {@link UserProvisioning}. Members that others put into a group are neither told nor
 * touched. A client cannot give by a group what its user may not give. One audit entry tells of each group that changed.
 */
public interface GroupProvisioning {
    /** The origin of memberships that provisioning decides on. */
    String ORIGIN = "scim";

    /**
     * Makes a group.
     *
     * @throws org.rostrum.api.problem.Problem CONFLICT when the name is taken, INVALID when a member is unknown
     */
    @RequiresPermission("scim:write")
    ProvisionedGroup createGroup(GroupProfile profile);

    @RequiresPermission("scim:read")
    Optional<ProvisionedGroup> group(long id);

    /**
     * Ordered by id.
     *
     * @param skip how many are left out at the beginning
     * @param members whether members are told, too
     */
    @RequiresPermission("scim:read")
    ProvisioningPage<ProvisionedGroup> groups(ProvisioningFilter filter, long skip, int limit, boolean members);

    /**
     * Replaces what is known of a group, and who is in it by provisioning.
     *
     * @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when it has another version, FORBIDDEN when members change and the group
     *     gives what the client's user may not give
     */
    @RequiresPermission("scim:write")
    ProvisionedGroup replaceGroup(long id, GroupProfile profile, long expectedVersion);

    @RequiresPermission("scim:write")
    void removeGroup(long id, long expectedVersion);
}
