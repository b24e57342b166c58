package org.rostrum.api.accounts;

import org.jspecify.annotations.Nullable;

/**
 * A value that counts for an account.
 *
 * @param value null when nobody has set one
 * @param origin where it comes from
 * @param accountId the account that has set it; null when nobody has, or when the caller may not see who is above
 */
public record Inherited<T>(@Nullable T value, Origin origin, @Nullable String accountId) {
    /** Where a value comes from. */
    public enum Origin {
        /** The account has it itself. */
        OWN,
        /** An account above has it. */
        ABOVE,
        /** Nobody has set it. */
        DEFAULT
    }
}
