package org.rostrum.api.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** The tokens with which programs act for users. */
public interface TokenService {
    /**
     * Makes a token for the caller. With neither permissions nor roles it may do what the caller may do.
     *
     * @param permissions what it is limited to; each must be held by the caller. With an account, as in
     *     {@code archive:read@acme-north} or {@code archive:read@/acme/acme-north}, it counts there and below.
     * @param roles roles to whose permissions it is limited; they must allow nothing that the caller may not
     * @param expires at most a year from now; null for 90 days
     * @throws org.rostrum.api.problem.Problem FORBIDDEN when the caller is a token itself, INVALID when a permission or
     *     role exceeds what the caller may do
     */
    @RequiresPermission("tokens:own")
    IssuedToken create(String name, List<String> permissions, List<String> roles, @Nullable Instant expires);

    /**
     * Makes a token for a program's user, within what that user may do. The caller may do at least as much.
     *
     * @param user one with {@link User#service()}
     * @throws org.rostrum.api.problem.Problem as {@link #create}; also NOT_FOUND when there is no such user, CONFLICT when the
     *     user is a person: nobody else makes tokens for people
     */
    @RequiresPermission("users:write")
    IssuedToken createFor(
            String user, String name, List<String> permissions, List<String> roles, @Nullable Instant expires);

    /**
     * Newest first.
     *
     * @param user whose tokens; null for the caller's. Those of others need the permission {@code tokens:any}.
     */
    @RequiresPermission("tokens:own")
    CursorPage<Token> list(@Nullable String user, @Nullable String cursor, int limit);

    /** The tokens of all users, newest first. */
    @RequiresPermission("tokens:any")
    CursorPage<Token> listAll(@Nullable String cursor, int limit);

    /**
     * Ends a token at once.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when the caller has no such token; those of others need the
     *     permission {@code tokens:any}
     */
    @RequiresPermission("tokens:own")
    void revoke(long id);
}
