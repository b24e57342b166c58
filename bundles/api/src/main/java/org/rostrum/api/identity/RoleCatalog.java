package org.rostrum.api.identity;

import java.util.List;
import java.util.Optional;
import org.rostrum.api.security.RequiresPermission;

/**
 * The roles that can be granted: those that come with the product, and those that were made here. A change counts at once for
 * everybody who holds the role. Nobody can put into a role what they may not do themselves, nor change or remove a role that
 * allows more than they may do; the whole installation is meant, because a role can be granted anywhere.
 */
public interface RoleCatalog {
    /** Ordered by name. */
    @RequiresPermission("roles:read")
    List<Role> roles();

    @RequiresPermission("roles:read")
    Optional<Role> role(String name);

    /**
     * @param name lower-case letters, digits and hyphens, 1 to 64; never changes
     * @param description for people, 1 to 500 characters
     * @param permissions in Shiro's wildcard syntax, at least one
     * @throws org.rostrum.api.problem.Problem INVALID when one of them is none or asks for what no operation of this server
     *     needs, CONFLICT when the name is taken
     */
    @RequiresPermission("roles:write")
    Role create(String name, String description, List<String> permissions);

    /**
     * @throws org.rostrum.api.problem.Problem CONFLICT when the role comes with the product or the change would bring together
     *     in somebody what must not meet, PRECONDITION_FAILED when somebody else changed it meanwhile
     */
    @RequiresPermission("roles:write")
    Role update(String name, String description, List<String> permissions, long expectedVersion);

    /** @throws org.rostrum.api.problem.Problem CONFLICT when it comes with the product or somebody holds it */
    @RequiresPermission("roles:write")
    void remove(String name, long expectedVersion);
}
