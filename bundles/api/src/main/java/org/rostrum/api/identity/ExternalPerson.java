package org.rostrum.api.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody for whom an identity provider has vouched.
 *
 * @param provider id of the provider
 * @param subject what the provider calls the person for good, up to 255 characters
 * @param providerSession what the provider calls the sign-in, to be ended by it; null when it does not say
 * @param userName what the person is to be called here when a user is made
 * @param displayName for people; null to leave it as it is
 * @param groups ids of the groups of this server that the person belongs to by the word of the provider, all of them
 */
public record ExternalPerson(
        String provider,
        String subject,
        @Nullable String providerSession,
        String userName,
        @Nullable String displayName,
        Set<Long> groups) {
    public ExternalPerson {
        groups = Set.copyOf(groups);
    }
}
