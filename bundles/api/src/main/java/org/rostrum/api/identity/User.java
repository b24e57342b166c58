package org.rostrum.api.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param name lower-case letters, digits and {@code . _ @ + -}, 1 to 100; never changes
 * @param displayName for people, 1 to 200 characters
 * @param disabled whether signing in is refused; sessions and tokens of a disabled user do not work either
 * @param roles names of the roles held
 * @param mustChangePassword whether the password is a one-time password, which allows nothing but to replace it
 * @param lastSignIn null before the first
 * @param version counts changes from 1; the ETag
 */
public record User(
        String name,
        String displayName,
        boolean disabled,
        Set<String> roles,
        boolean mustChangePassword,
        Instant created,
        @Nullable Instant lastSignIn,
        long version) {
    public User {
        roles = Set.copyOf(roles);
    }
}
