package org.rostrum.api.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/**
 * The users. A user belongs to an account, and whoever holds the permission there may see and manage the user; nobody can change
 * a user who may do more than they. There is always at least one administrator who can sign in: a change that would leave none is a CONFLICT.
 * Bad input and broken rules are told as {@link org.rostrum.api.problem.Problem}.
 */
public interface UserService {
    /**
     * Makes a user.
     *
     * @param password the first password; null to have one generated. Either way it is a one-time password: the user must
     *     replace it at the first sign-in.
     * @throws org.rostrum.api.problem.Problem CONFLICT when the name is taken, INVALID when a role or the account is unknown,
     *     the password too weak or given for a program's user
     */
    @RequiresPermission("users:write")
    IssuedPassword create(NewUser user, char @Nullable [] password);

    @RequiresPermission("users:read")
    Optional<User> find(String name);

    /** Ordered by name. */
    @RequiresPermission("users:read")
    CursorPage<User> list(@Nullable String cursor, int limit);

    /**
     * Those whose name or display name has the text in it, in upper or lower case, ordered by name.
     *
     * @param text up to 100 characters; INVALID otherwise
     */
    @RequiresPermission("users:read")
    CursorPage<User> search(String text, @Nullable String cursor, int limit);

    /**
     * Changes a user. Disabling ends the user's sessions at once.
     *
     * @param expectedVersion the version the caller has seen
     * @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when somebody else changed it meanwhile
     */
    @RequiresPermission("users:write")
    User update(String name, UserChange change, long expectedVersion);

    /** Removes a user with all sessions and tokens; what the audit trail says of the user stays. */
    @RequiresPermission("users:write")
    void remove(String name, long expectedVersion);

    /**
     * Replaces the password of a user by a one-time password and ends the user's sessions. Until the user has replaced it,
     * nothing else is allowed, to the user's tokens neither.
     *
     * @param password null to have one generated
     */
    @RequiresPermission("users:write")
    IssuedPassword resetPassword(String name, char @Nullable [] password);

    /**
     * Replaces the caller's own password and ends the caller's other sessions.
     *
     * @param currentPassword proves that it is the user who asks and not somebody at an unlocked screen
     * @throws org.rostrum.api.problem.Problem FORBIDDEN when the current password is wrong or the caller is no user (a
     *     token), INVALID when the new one is too weak
     */
    @OpenToAnyone(reason = "everybody may change their own password, knowing the old one", signedIn = true)
    void changeOwnPassword(char[] currentPassword, char[] newPassword);
}
