package org.rostrum.api.security;

import org.jspecify.annotations.Nullable;

/**
 * Who asked for something. With another account than the one it was done for, somebody acted for that account, and both names
 * belong to it.
 *
 * @param name user name, or the name of the server's part
 * @param accountId the account they belonged to then; null for those who belong to the organisation as a whole
 */
public record Requester(String name, @Nullable String accountId) {
    public static Requester of(Caller caller) {
        return new Requester(caller.name(), caller.accountId());
    }

    /** Whether they belong to an account, and to another one than that. */
    public boolean actsFor(@Nullable String other) {
        return accountId != null && !accountId.equals(other);
    }
}
