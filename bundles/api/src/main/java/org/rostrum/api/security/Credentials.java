package org.rostrum.api.security;

import java.util.Set;
import org.rostrum.api.problem.Problem;

/** Checks passwords for doors other than HTTP, such as SSH. */
public interface Credentials {
    /**
     * Checks name and password, with the same limits on guessing as every other door.
     *
     * @return the names of the roles of the user
     * @throws Problem UNAUTHENTICATED when they do not fit (without saying which), TOO_MANY_REQUESTS after too many tries
     */
    Set<String> authenticate(String user, char[] password, String door, String address);

    /** Runs work on behalf of a user that {@link #authenticate} has let in. */
    <T> T asUser(String user, String door, java.util.concurrent.Callable<T> work);
}
