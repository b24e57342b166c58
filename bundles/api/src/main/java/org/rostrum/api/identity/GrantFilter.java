package org.rostrum.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * Which grants to show; a null part does not restrict.
 *
 * @param accountId those given for just this account
 * @param ended whether those that have ended are shown, too
 */
public record GrantFilter(
        @Nullable String user,
        @Nullable String group,
        @Nullable String role,
        @Nullable String accountId,
        boolean ended) {
    /** All that count or will count. */
    public static final GrantFilter ALL = new GrantFilter(null, null, null, null, false);
}
