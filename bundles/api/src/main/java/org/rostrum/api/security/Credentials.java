package org.rostrum.api.security;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.problem.Problem;

/** Checks passwords for doors other than HTTP, such as SSH. */
@ProviderType
public interface Credentials {
    /**
     * Checks name and password, with the same limits on guessing as every other door.
     *
     * @return the names of the roles of the user
     * @throws Problem UNAUTHENTICATED when they do not fit (without saying which), TOO_MANY_REQUESTS after too many tries
     */
    Set<String> authenticate(String user, char[] password, String door, String address);

    /**
     * Runs work on behalf of a user that was let in. What the user may do is looked up now.
     *
     * @param address network address the user came from; null when unknown
     * @throws Problem UNAUTHENTICATED when there is no such user any more or it was disabled
     */
    <T> T asUser(String user, String door, @Nullable String address, Callable<T> work);

    /**
     * What all sign-ins of the user rest on at this moment. It becomes another when they end: when the password is changed or
     * reset, and when the user is disabled, or removed and made anew. A door that lets somebody stay signed in takes it down
     * before it lets them in, and lets them do nothing once it is another.
     *
     * @return empty when the user cannot sign in
     */
    Optional<String> standing(String user);

    /** {@link #asUser(String, String, String, Callable)} of an unknown address. */
    default <T> T asUser(String user, String door, Callable<T> work) {
        return asUser(user, door, null, work);
    }
}
