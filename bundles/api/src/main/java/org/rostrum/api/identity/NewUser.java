package org.rostrum.api.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user to be made.
 *
 * @param accountId the account the user belongs to; null for the organisation as a whole
 * @param service whether it is a program's user, which has no password
 * @param roles roles for the whole installation
 */
public record NewUser(String name, String displayName, @Nullable String accountId, boolean service, Set<String> roles) {
    public NewUser {
        roles = Set.copyOf(roles);
    }
}
