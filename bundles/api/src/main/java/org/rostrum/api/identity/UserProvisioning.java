package org.rostrum.api.identity;

import java.util.Optional;
import org.rostrum.api.security.RequiresPermission;

/**
 * Persons as an identity provider keeps them. A client is a program's user with a token. It sees the persons of the accounts it
 * holds the permission for, or all; whom it makes belongs to the account it holds the permission for. It cannot touch somebody
 * who may do more than its user. A token's limits say where it may provision, not which roles those may hold whom it touches. Passwords
 * are not provisioned. One audit entry tells of each person that changed.
 */
public interface UserProvisioning {
    /**
     * Makes a person, without a password.
     *
     * @throws org.rostrum.api.problem.Problem CONFLICT when the name is taken
     */
    @RequiresPermission("scim:write")
    ProvisionedUser createUser(UserProfile profile);

    @RequiresPermission("scim:read")
    Optional<ProvisionedUser> user(long id);

    /**
     * Ordered by id.
     *
     * @param skip how many are left out at the beginning
     */
    @RequiresPermission("scim:read")
    ProvisioningPage<ProvisionedUser> users(ProvisioningFilter filter, long skip, int limit);

    /**
     * Replaces what is known of a person.
     *
     * @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when it has another version, INVALID when the user name would change,
     *     CONFLICT when it is the last administrator, FORBIDDEN when the person may do more than the client's user
     */
    @RequiresPermission("scim:write")
    ProvisionedUser replaceUser(long id, UserProfile profile, long expectedVersion);

    @RequiresPermission("scim:write")
    void removeUser(long id, long expectedVersion);
}
