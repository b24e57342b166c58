package org.rostrum.api.identity;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * The groups and who is in them. A group belongs to an account, and whoever holds the permission there may see and manage it.
 * Who is put into a group holds what is granted to it, at once: so nobody can put somebody into a group, or take somebody out,
 * or remove the group, unless they may give what it gives ({@code grants:write} and every permission of its roles, where they
 * were granted), now or later. What must not meet in one person (see {@link Exclusion}) does not meet by a group either.
 */
public interface GroupService {
    /** The origin of memberships that people decided on here. */
    String LOCAL = "local";

    /**
     * Makes a group without members.
     *
     * @throws org.rostrum.api.problem.Problem CONFLICT when the name is taken, INVALID when the account is unknown
     */
    @RequiresPermission("groups:write")
    Group create(NewGroup group);

    @RequiresPermission("groups:read")
    Optional<Group> find(long id);

    /** Ordered by name. */
    @RequiresPermission("groups:read")
    CursorPage<Group> list(@Nullable String cursor, int limit);

    @RequiresPermission("groups:write")
    Group update(long id, GroupChange change, long expectedVersion);

    /** Removes a group with the grants it held. */
    @RequiresPermission("groups:write")
    void remove(long id, long expectedVersion);

    /** Ordered by user name. */
    @RequiresPermission("groups:read")
    CursorPage<GroupMember> members(long id, @Nullable String cursor, int limit);

    /**
     * Puts users into a group by the origin {@link #LOCAL}; who is there already stays.
     *
     * @param users names, at most 500
     * @throws org.rostrum.api.problem.Problem INVALID when there is no such user, FORBIDDEN when the group gives what the caller
     *     may not give, CONFLICT when two permissions would meet that must not
     */
    @RequiresPermission("groups:write")
    Group addMembers(long id, Set<String> users);

    /**
     * Takes a user out of a group.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when the user is not in it, CONFLICT when another system put the user
     *     there and would do so again
     */
    @RequiresPermission("groups:write")
    Group removeMember(long id, String user);

    /**
     * Puts the user into these groups by this origin, and takes the user out of the others it was in by the same origin; what
     * other origins decided stays. In the caller's transaction, if there is one. Writes nothing when nothing changes.
     *
     * @param origin {@code scim}, or {@code oidc:} and the id of a provider
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when there is no such user, INVALID when there is no such group, FORBIDDEN
     *     when a group gives what the caller may not give, CONFLICT when two permissions would meet that must not
     */
    @RequiresPermission("groups:write")
    void setMemberships(String user, String origin, Set<Long> groupIds);
}
