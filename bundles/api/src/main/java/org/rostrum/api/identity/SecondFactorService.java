package org.rostrum.api.identity;

import java.util.List;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/**
 * The second factor of signing in: codes of an authenticator app (RFC 6238: SHA-1, 30 seconds, 6 digits, one step of difference
 * allowed), each good once, and recovery codes for when the app is lost. People who have set it up need a code wherever they sign in
 * with the password; tokens are unaffected. What is wrong is counted with wrong passwords.
 */
public interface SecondFactorService {
    /** The caller's own. */
    @OpenToAnyone(reason = "everybody may look at their own second factor", signedIn = true)
    SecondFactor own();

    /**
     * Begins to set up the caller's second factor; it is asked for once {@link #confirm} has seen a code. A beginning before is
     * forgotten.
     *
     * @throws org.rostrum.api.problem.Problem FORBIDDEN when the password is wrong or the caller is no person, CONFLICT when there is
     *     one already
     */
    @OpenToAnyone(reason = "everybody may set up their own second factor, knowing the password", signedIn = true)
    SecondFactorSecret begin(char[] currentPassword);

    /**
     * Ends the setting up, and the caller's other sessions.
     *
     * @return ten recovery codes, shown this once; each lets in once in place of a code
     * @throws org.rostrum.api.problem.Problem INVALID when the code is wrong, CONFLICT when nothing was begun
     */
    @OpenToAnyone(reason = "everybody may set up their own second factor", signedIn = true)
    List<String> confirm(String code);

    /** Replaces the recovery codes. */
    @OpenToAnyone(reason = "everybody may renew their recovery codes, knowing password and code", signedIn = true)
    List<String> renewRecoveryCodes(char[] currentPassword, String code);

    /** Takes the caller's second factor away. */
    @OpenToAnyone(reason = "everybody may give up their second factor, knowing password and code", signedIn = true)
    void remove(char[] currentPassword, String code);

    /** Somebody's. */
    @RequiresPermission("users:read")
    SecondFactor of(String user);

    /**
     * Takes somebody's second factor away, who lost it, and ends their sessions.
     *
     * @throws org.rostrum.api.problem.Problem FORBIDDEN when the user may do more than the caller, or is the caller; CONFLICT when
     *     there is none
     */
    @RequiresPermission("users:write")
    void reset(String user);
}
