package org.rostrum.api.signon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an identity provider shall be set up; null leaves a field at its default, in a change as in a new one.
 *
 * @param displayName what the sign-in page calls it, 1 to 100 characters
 * @param issuer its address as it calls itself, https (http only on this machine)
 * @param clientId what the provider calls this server
 * @param clientSecret null keeps the one there is; empty for none (a public client, which PKCE alone protects)
 * @param scopes besides {@code openid}; {@code profile} and {@code email} by default
 * @param userNameClaim which claim names a new user; {@code preferred_username} by default
 * @param groupsClaim which claim lists groups; null when none is looked at
 * @param groups which values mean which groups here; none by default
 * @param createUsers whether who comes for the first time becomes a user; no by default
 * @param accountId the account new users belong to; null for the organisation as a whole
 * @param linkByName whether a user of the same name is taken for the same person: then whoever decides about names at the provider
 *     can become that user. No by default.
 * @param enabled whether people may sign in through it; yes by default
 * @param clockSkewSeconds how far the clocks may differ, 0 to 300; 60 by default
 * @param signOutAtProvider whether signing out here signs out there, too; no by default
 */
public record IdentityProviderDraft(
        @Nullable String displayName,
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable List<String> scopes,
        @Nullable String userNameClaim,
        @Nullable String groupsClaim,
        @Nullable List<GroupMapping> groups,
        @Nullable Boolean createUsers,
        @Nullable String accountId,
        @Nullable Boolean linkByName,
        @Nullable Boolean enabled,
        @Nullable Integer clockSkewSeconds,
        @Nullable Boolean signOutAtProvider) {
    @Override
    public String toString() {
        return "IdentityProviderDraft[displayName=" + displayName + ", issuer=" + issuer + ", clientId=" + clientId
                + "]";
    }
}
