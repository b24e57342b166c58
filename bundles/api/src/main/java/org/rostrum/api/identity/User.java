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
 * @param accountId the account the user belongs to, whose administrators may manage the user; null for the organisation as a
 *     whole
 * @param service whether it is a program's user: it has no password and comes in by tokens only
 * @param roles names of the roles held for the whole installation, without an end; see {@link Grant} for the others
 * @param mustChangePassword whether the password is a one-time password, which allows nothing but to replace it
 * @param lastSignIn null before the first
 * @param version counts changes from 1; the ETag
 */
public record User(
        String name,
        String displayName,
        @Nullable String accountId,
        boolean service,
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
