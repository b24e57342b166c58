package org.rostrum.api.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shall be different of a user; a null part stays as it is.
 *
 * @param accountId the account the user shall belong to; empty text for the organisation as a whole
 */
public record UserChange(
        @Nullable String displayName,
        @Nullable String accountId,
        @Nullable Boolean disabled,
        @Nullable Set<String> roles) {
    public UserChange {
        roles = roles == null ? null : Set.copyOf(roles);
    }
}
