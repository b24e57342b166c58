package org.rostrum.api.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Users who hold roles together: a role granted to the group is held by all its members.
 *
 * @param name unique in the installation
 * @param accountId the account whose managers manage it; null for the organisation as a whole. Where its members hold
 *     something is told by its grants alone.
 * @param externalId what another system, such as an identity provider, calls it; null when it came from none
 * @param members how many users are in it
 * @param changed when the version last rose
 * @param version counts changes from 1, those of its members included; the ETag
 */
public record Group(
        long id,
        String name,
        @Nullable String accountId,
        @Nullable String externalId,
        long members,
        Instant created,
        Instant changed,
        long version) {}
