package org.rostrum.api.signon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider; see {@link IdentityProviderDraft} for its settings.
 *
 * @param id lower-case letters, digits and hyphens, 1 to 40; never changes
 * @param hasClientSecret whether there is a secret, which is shown to nobody
 * @param version counts changes from 1; the ETag
 */
public record IdentityProvider(
        String id,
        String displayName,
        String issuer,
        String clientId,
        boolean hasClientSecret,
        List<String> scopes,
        String userNameClaim,
        @Nullable String groupsClaim,
        List<GroupMapping> groups,
        boolean createUsers,
        @Nullable String accountId,
        boolean linkByName,
        boolean enabled,
        int clockSkewSeconds,
        boolean signOutAtProvider,
        long version) {
    public IdentityProvider {
        scopes = List.copyOf(scopes);
        groups = List.copyOf(groups);
    }
}
