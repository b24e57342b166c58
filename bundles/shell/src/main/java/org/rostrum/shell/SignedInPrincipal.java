package org.rostrum.shell;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Credentials;

/**
 * Marks the subject of somebody whom this product let in to the shell.
 *
 * @param name the user
 * @param address from where; null when unknown
 * @param standing what the sign-in rests on, see {@link Credentials#standing}
 */
record SignedInPrincipal(String name, @Nullable String address, String standing) implements Principal {
    /** Whether the sign-in is still good: the password is the same, and the user neither disabled nor removed. */
    boolean stands(Credentials credentials) {
        return credentials.standing(name).filter(standing::equals).isPresent();
    }

    @Override
    public String getName() {
        return name;
    }
}
