package org.rostrum.shell;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Marks the subject of somebody whom this product let in to the shell.
 *
 * @param name the user
 * @param address from where; null when unknown
 */
record SignedInPrincipal(String name, @Nullable String address) implements Principal {
    @Override
    public String getName() {
        return name;
    }
}
